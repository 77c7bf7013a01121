import { t } from '@lingui/core/macro';
import { ActionIcon, Button, Group, SegmentedControl, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowBackUp, IconArrowForwardUp, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { PageBar } from '../app/PageBar.tsx';
import { usePractice } from '../app/practice.tsx';
import { PrintButton } from '../print/PrintButton.tsx';
import { later } from '../ui/later.tsx';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { Shown } from './address.ts';
import { BoardFilter } from './BoardFilter.tsx';
import classes from './board.module.css';
import { DateJump } from './DateJump.tsx';
import { stepDate } from './dates.ts';
import { Backwards, Forwards } from './steps.tsx';
import { type BoardSpan, type BoardView, boardSpans, zooms } from './view.ts';

const PrintMenu = later(async () => (await import('../print/PrintMenu.tsx')).PrintMenu, PrintButton);
const WhoseSelect = later(async () => (await import('./WhoseSelect.tsx')).WhoseSelect);

interface BoardBarProps {
  readonly shown: Shown;
  /** Whose week, or month. */
  readonly person: Resource | undefined;
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  readonly view: BoardView;
  readonly onShow: (change: Partial<Shown>) => void;
  readonly onSpan: (span: BoardSpan) => void;
  readonly onView: (change: Partial<BoardView>) => void;
}

/** Above the board: which time, whose, what of it, how large. In a narrow window it is two bars. */
export function BoardBar(props: BoardBarProps) {
  const { shown, person, resources, services, view, onShow, onSpan, onView } = props;
  const { format } = usePractice();
  const { undo, redo, canUndo, canRedo } = useUndo();
  const narrow = useMediaQuery('(width < 1000px)', undefined, { getInitialValueInEffect: false });
  const today = localDate(format.zone, useNow(60_000));
  const { span, date } = shown;
  const steps = stepWords(span);

  const where = (
    <Group gap={narrow ? 2 : 6} wrap="nowrap" className={classes.where}>
      <Button
        variant="default"
        size="compact-md"
        flex="none"
        onClick={() => onShow({ date: today })}
        disabled={date === today}
      >
        {t`Today`}
      </Button>
      <Tool label={steps.before} onClick={() => onShow({ date: stepDate(span, date, -1) })}>
        <Backwards size={18} />
      </Tool>
      <Tool label={steps.after} onClick={() => onShow({ date: stepDate(span, date, 1) })}>
        <Forwards size={18} />
      </Tool>
      <DateJump
        shown={shown}
        today={today}
        resources={person ? [person] : resources.filter(({ kind }) => kind === 'practitioner')}
        view={view}
        short={narrow}
        onDate={(next) => onShow({ date: next })}
      />
    </Group>
  );
  const tools = (
    <Group gap={4} wrap={narrow ? 'wrap' : 'nowrap'}>
      <SegmentedControl
        size="xs"
        aria-label={t`View`}
        value={span}
        onChange={onSpan}
        data={boardSpans.map((value) => ({ value, label: spanWords(value) }))}
      />
      {span !== 'day' && (
        <WhoseSelect
          resources={resources}
          person={person}
          clearable={span === 'month'}
          onChange={(resource) => onShow({ resource })}
        />
      )}
      <Tool label={canUndo ? t`Undo: ${canUndo}` : t`Nothing to undo`} onClick={undo} disabled={!canUndo}>
        <IconArrowBackUp size={18} aria-hidden />
      </Tool>
      <Tool label={canRedo ? t`Redo: ${canRedo}` : t`Nothing to redo`} onClick={redo} disabled={!canRedo}>
        <IconArrowForwardUp size={18} aria-hidden />
      </Tool>
      {span !== 'month' && (
        <>
          <Tool label={t`Smaller`} onClick={() => onView({ zoom: view.zoom - 1 })} disabled={view.zoom === 0}>
            <IconZoomOut size={18} aria-hidden />
          </Tool>
          <Tool
            label={t`Larger`}
            onClick={() => onView({ zoom: view.zoom + 1 })}
            disabled={view.zoom === zooms.length - 1}
          >
            <IconZoomIn size={18} aria-hidden />
          </Tool>
        </>
      )}
      <PrintMenu date={date} resourceId={span === 'day' ? undefined : person?.id} />
      <BoardFilter resources={resources} services={services} view={view} onView={onView} />
    </Group>
  );
  if (!narrow)
    return (
      <PageBar>
        {where}
        {tools}
      </PageBar>
    );
  return (
    <>
      <PageBar>{where}</PageBar>
      <div className={classes.tools}>{tools}</div>
    </>
  );
}

function spanWords(span: BoardSpan): string {
  return { day: t`Day`, week: t`Week`, month: t`Month` }[span];
}

function stepWords(span: BoardSpan): { before: string; after: string } {
  switch (span) {
    case 'day':
      return { before: t`Day before`, after: t`Day after` };
    case 'week':
      return { before: t`Week before`, after: t`Week after` };
    case 'month':
      return { before: t`Month before`, after: t`Month after` };
  }
}

interface ToolProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

function Tool({ label, onClick, disabled = false, children }: ToolProps) {
  return (
    <Tooltip label={label} openDelay={500}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

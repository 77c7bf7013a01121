import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Text, UnstyledButton } from '@mantine/core';
import { IconPlus, IconRepeat, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Block } from '../../shared/resources/blocks.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { formatInstant, parseInstant } from '../../shared/time/instants.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { BlockDialog, repeatWords } from './BlockDialog.tsx';
import { valuesOfBlock } from './block-values.ts';
import { Section } from './Section.tsx';
import classes from './settings.module.css';

interface BlockListProps {
  readonly kind: Block['kind'];
  /** Whose time off; absent: closures. */
  readonly resource?: Resource;
  /** Beside the button that adds one. */
  readonly actions?: React.ReactNode;
}

/** Closures of the practice, or one resource's time off: what is now and to come, each to change or to remove. */
export function BlockList({ kind, resource, actions }: BlockListProps) {
  const now = useNow(60_000);
  const today = formatInstant(now - (now % 86_400_000));
  const { data = [] } = useLive(
    ['blocks'],
    async (query) => {
      const found = await query.range('blocks', [['last_end_at', '>', today]]);
      return found
        .filter((each) => each.kind === kind && (!resource || each.resource_id === resource.id))
        .toSorted((a, b) => parseInstant(a.start_at) - parseInstant(b.start_at));
    },
    [kind, resource?.id, today],
  );
  const [opened, setOpened] = useState<{ readonly block: Block | undefined }>();
  const off = kind === 'time_off';
  return (
    <Section
      title={off ? t`Time off` : t`Closures`}
      hint={
        off
          ? t`Leave, courses, an afternoon every week: nothing is offered then.`
          : t`Days and hours on which nobody can be booked, whatever their own hours.`
      }
      action={
        <div className={classes.range}>
          {actions}
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setOpened({ block: undefined })}
          >
            {off ? <Trans>Add time off</Trans> : <Trans>Add a closure</Trans>}
          </Button>
        </div>
      }
    >
      {data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {off ? <Trans>None ahead.</Trans> : <Trans>The practice is not closed on any day ahead.</Trans>}
        </Text>
      ) : (
        <ul className={classes.list} aria-label={off ? t`Time off` : t`Closures`}>
          {data.map((block) => (
            <Row key={block.id} block={block} onOpen={() => setOpened({ block })} />
          ))}
        </ul>
      )}
      {opened && (
        <BlockDialog resource={resource} block={opened.block} onClose={() => setOpened(undefined)} />
      )}
    </Section>
  );
}

function Row({ block, onOpen }: { readonly block: Block; readonly onOpen: () => void }) {
  const { format } = usePractice();
  const { act } = useUndo();
  const desk = useDesk();
  const [problem, setProblem] = useState<string>();
  const values = valuesOfBlock(block, format.zone);
  const when = whenWords(values, block, format);
  const name = block.reason ?? (block.kind === 'closure' ? t`Closed` : t`Off`);
  const remove = async () => {
    const { id, kind, resource_id, start_at, end_at, rrule, timezone, exdates, reason } = block;
    const again = desk.context().id('blk');
    const made = { start_at, end_at, rrule, timezone, exdates, reason };
    const given = Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
    const whose = { kind, ...(resource_id && { resource_id }) };
    const refusal = await act({
      name: 'blocks.delete',
      id,
      args: { id, ...whose },
      said: t`Removed: ${name}, ${when}`,
      // A removed id is not given again.
      reversal: { undo: [{ name: 'blocks.create', args: { id: again, ...whose, ...given } }], redo: [] },
    });
    setProblem(refusal && refusalWords(refusal));
  };
  return (
    <li className={classes.ordered}>
      <UnstyledButton className={classes.row} pl="md" onClick={onOpen}>
        <span className={classes.grow}>
          <Text component="span" fw={600} truncate display="block">
            {name}
          </Text>
          <Text component="span" size="sm" c="dimmed" display="block">
            {block.rrule && <IconRepeat size={13} aria-hidden />} {when}
          </Text>
          {problem && <ProblemText>{problem}</ProblemText>}
        </span>
      </UnstyledButton>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        mx={6}
        aria-label={t`Remove ${name}, ${when}`}
        onClick={() => void remove()}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </li>
  );
}

type Format = ReturnType<typeof usePractice>['format'];

/** `Thu 24 Dec – Sat 26 Dec`, with how it repeats. */
function whenWords(values: ReturnType<typeof valuesOfBlock>, block: Block, format: Format): string {
  const [start, end] = [parseInstant(block.start_at), parseInstant(block.end_at)];
  const days = Math.round((end - start) / 86_400_000);
  const first = format.longDate(values.from);
  if (values.repeats !== 'never') {
    const rhythm = repeatWords(values.repeats, values.from, format);
    const times = values.whole ? lengthOf(days) : format.times(start, end);
    return values.until
      ? t`${rhythm}, ${times}, from ${first} until ${format.longDate(values.until)}`
      : t`${rhythm}, ${times}, from ${first}`;
  }
  if (!values.whole)
    return values.from === values.to
      ? `${first}, ${format.times(start, end)}`
      : `${format.dayTime(start)} – ${format.dayTime(end)}`;
  return values.from === values.to ? first : `${first} – ${format.longDate(values.to)}`;
}

function lengthOf(days: number): string {
  return plural(days, { one: 'the whole day', other: '# days' });
}

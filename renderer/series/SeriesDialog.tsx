import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { takenBack } from '../../shared/commands/reasons.ts';
import { isRefusal } from '../../shared/errors.ts';
import { previewSeriesQuery } from '../../shared/queries/series-preview.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { localDate, minuteOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import type { BiggerDraft } from '../booking/bigger.tsx';
import { CustomerFields } from '../booking/CustomerFields.tsx';
import { canGive } from '../booking/fits.ts';
import { useCustomerChoice } from '../booking/useCustomerChoice.ts';
import { useDesk, useLive } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { OccurrenceList } from './OccurrenceList.tsx';
import { RuleFields } from './RuleFields.tsx';
import { firstChoice, localText, ruleOf } from './rule.ts';

interface SeriesDialogProps {
  readonly draft: BiggerDraft;
  readonly onClose: () => void;
}

/** Makes a series of a visit: the rule, every visit as it would be, and what to do with those in conflict (rule B6). */
export function SeriesDialog({ draft, onClose }: SeriesDialogProps) {
  const { service, start, duration, notes } = draft;
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const who = useCustomerChoice(draft.customer);
  const staff = useStaff();
  const teachers = (staff.data?.resources ?? []).filter((each) => canGive(each, service));
  const [person, setPerson] = useState(draft.resource_id);
  const resource_id = person ?? teachers[0]?.id ?? '';
  const [choice, setChoice] = useState(firstChoice);
  /** Visits that somebody put elsewhere, by occurrence. */
  const [shifts, setShifts] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const date = localDate(format.zone, start);
  const plan = {
    service_id: service.id,
    resource_id,
    timezone: format.zone,
    start_local: localText(date, minuteOfDay(format.zone, start)),
    rrule: ruleOf(choice, date),
    ...(duration !== undefined && { duration }),
    override: ['slot_step' as const],
  };
  const { data } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      const asked = { ...plan, exdates: [], shifts: listed(shifts) };
      const answer = await previewSeriesQuery.run(query, asked, ctx, 0);
      if (!isRefusal(answer)) return answer;
      // Another rule has other occurrences: what was shifted of the one before counts no more.
      const again = await previewSeriesQuery.run(query, { ...asked, shifts: [] }, ctx, 0);
      return isRefusal(again) ? again : { ...again, unshifted: true };
    },
    [JSON.stringify([plan, shifts])],
  );
  const preview = data && !isRefusal(data) ? data : undefined;
  const moved = preview && !('unshifted' in preview) ? shifts : {};
  const left = preview ? preview.total - preview.available : 0;

  const send = async () => {
    if (busy || !preview || preview.available === 0 || !who.chosen) return;
    setBusy(true);
    const customer = await who.settle();
    if (customer) {
      const id = desk.context().id('ser');
      const args = {
        ...plan,
        id,
        customer_id: customer.id,
        shifts: listed(moved),
        on_conflict: 'skip',
        ...(notes.trim() && { notes: notes.trim() }),
      };
      const refusal = await act({
        name: 'series.create',
        id,
        args,
        said: bookedWords(preview.available, customer.name),
        reversal: { undo: [{ name: 'series.cancel', args: { id, reason: takenBack } }], redo: [] },
      });
      setProblem(refusal && refusalWords(refusal));
      if (!refusal) return onClose();
    }
    setBusy(false);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{t`Repeat ${{ service: service.name }}`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="lg"
      centered
    >
      <form
        aria-label={t`New series`}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <CustomerFields choice={who} />
          <Select
            label={t`With`}
            allowDeselect={false}
            data={teachers.map(({ id, name }) => ({ value: id, label: name }))}
            value={resource_id}
            onChange={(id) => id && setPerson(id)}
          />
          <RuleFields choice={choice} date={date} latest={addDays(date, 2 * 365)} onChange={setChoice} />
          {data && isRefusal(data) && <ProblemText>{refusalWords(data)}</ProblemText>}
          {preview && (
            <OccurrenceList
              visits={preview.data}
              resourceId={resource_id}
              shifts={moved}
              onShift={(occurrence, to) => setShifts(shifted(moved, occurrence, to))}
            />
          )}
          {problem && <ProblemText>{problem}</ProblemText>}
          <Group justify="space-between">
            <Text size="sm" c={left > 0 ? 'var(--desk-warn)' : 'dimmed'} aria-live="polite">
              {preview && countWords(preview.total, left)}
            </Text>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                <Trans>Cancel</Trans>
              </Button>
              <Button
                type="submit"
                loading={busy}
                disabled={!preview || preview.available === 0 || !who.chosen}
              >
                {preview
                  ? plural(preview.available, { one: 'Book # visit', other: 'Book # visits' })
                  : t`Book`}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function bookedWords(visits: number, name: string): string {
  return plural(visits, { one: `Booked # visit for ${name}`, other: `Booked # visits for ${name}` });
}

function countWords(total: number, left: number): string {
  if (left === 0) return plural(total, { one: 'All # can be', other: 'All # can be' });
  return plural(left, { one: '# can’t be and is left out', other: '# can’t be and are left out' });
}

function listed(shifts: Readonly<Record<string, string>>) {
  return Object.entries(shifts).map(([occurrence, start_at]) => ({ occurrence, start_at }));
}

/** With another place for an occurrence, or with none: then it lies where the rule says. */
function shifted(shifts: Readonly<Record<string, string>>, occurrence: string, to: string | undefined) {
  const { [occurrence]: _, ...others } = shifts;
  return to === undefined ? others : { ...others, [occurrence]: to };
}

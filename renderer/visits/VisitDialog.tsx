import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { takenBack } from '../../shared/commands/reasons.ts';
import { isRefusal } from '../../shared/errors.ts';
import { findVisitsQuery } from '../../shared/queries/visits.ts';
import { addDays } from '../../shared/time/calendar.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import type { BiggerDraft } from '../booking/bigger.tsx';
import { CustomerFields } from '../booking/CustomerFields.tsx';
import { useRecentServices } from '../booking/recent-services.ts';
import { useCustomerChoice } from '../booking/useCustomerChoice.ts';
import { useDesk, useLive } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { type Item, ItemRow } from './ItemRow.tsx';
import { StayList } from './StayList.tsx';

interface VisitDialogProps {
  readonly draft: BiggerDraft;
  readonly onClose: () => void;
}

/** Days that are looked through for the whole stay. */
const daysAhead = 14;
const mostItems = 10;
const shown = 12;

/** Several services in one stay, each with its own person: found, and booked all or none. */
export function VisitDialog({ draft, onClose }: VisitDialogProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const { recent } = useRecentServices();
  const staff = useStaff();
  const who = useCustomerChoice(draft.customer);
  const [items, setItems] = useState<readonly Item[]>([
    { key: 0, service: draft.service, resource_id: draft.resource_id, gap: 0 },
  ]);
  const [from, setFrom] = useState(() => localDate(format.zone, draft.start));
  const [start, setStart] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const services = (staff.data?.services ?? []).filter((each) => !each.archived && !each.capacity);
  const asked = items.map(({ service, resource_id, gap }) => ({
    service_id: service.id,
    ...(resource_id && { resource_id }),
    gap_before: gap,
  }));
  const { data } = useLive(
    ['bookings', 'classes', 'holds', 'blocks', 'resources', 'services'],
    (query, ctx) => {
      const first = Math.max(startOfDay(format.zone, from), ctx.now);
      const range = { from: formatInstant(first), to: addDays(from, daysAhead) };
      return findVisitsQuery.run(query, { items: asked, ...range, limit: shown }, ctx, 0);
    },
    [JSON.stringify(asked), from, format.zone],
  );
  const stays = data && !isRefusal(data) ? data.data : undefined;
  const chosen = stays?.find(({ start_at }) => start_at === start);

  const change = (item: Item) => setItems(items.map((each) => (each.key === item.key ? item : each)));
  const add = () => {
    const [first] = services;
    const key = Math.max(...items.map((each) => each.key)) + 1;
    if (first) setItems([...items, { key, service: first, resource_id: undefined, gap: 0 }]);
  };

  const send = async () => {
    if (busy || !chosen || !who.chosen) return;
    setBusy(true);
    const customer = await who.settle();
    if (customer) {
      const id = desk.context().id('vis');
      const notes = draft.notes.trim();
      const refusal = await act({
        name: 'visits.create',
        id,
        args: {
          id,
          customer_id: customer.id,
          start_at: chosen.start_at,
          items: asked,
          ...(notes && { notes }),
        },
        said: bookedWords(items.length, customer.name, format.dayTime(chosen.start_at)),
        reversal: { undo: [{ name: 'visits.cancel', args: { id, reason: takenBack } }], redo: [] },
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
      title={
        <Text fw={600}>
          <Trans>Several services in one stay</Trans>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="lg"
      centered
    >
      <form
        aria-label={t`New visit`}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <CustomerFields choice={who} />
          {items.map((item, index) => (
            <ItemRow
              key={item.key}
              item={item}
              index={index}
              services={services}
              recent={recent}
              resources={staff.data?.resources ?? []}
              onChange={change}
              {...(items.length > 1 && {
                onRemove: () => setItems(items.filter((each) => each.key !== item.key)),
              })}
            />
          ))}
          <Group justify="space-between" align="flex-end">
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={add}
              disabled={items.length >= mostItems}
            >
              <Trans>Another service</Trans>
            </Button>
            <DateInput
              label={t`Not before`}
              valueFormat={format.dateField}
              minDate={localDate(format.zone, desk.context().now)}
              value={from}
              onChange={(next) => next && setFrom(next)}
            />
          </Group>
          {stays && <StayList stays={stays} value={chosen?.start_at} onChange={setStart} />}
          {data && isRefusal(data) && <ProblemText>{refusalWords(data)}</ProblemText>}
          {problem && <ProblemText>{problem}</ProblemText>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={!chosen || !who.chosen}>
              <Trans>Book the visit</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function bookedWords(services: number, name: string, time: string): string {
  return plural(services, {
    one: `Booked # service for ${name}, ${time}`,
    other: `Booked # services for ${name}, ${time}`,
  });
}

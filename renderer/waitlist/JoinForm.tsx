import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import { addDays } from '../../shared/time/calendar.ts';
import type { Weekday } from '../../shared/time/hours.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { type PartOfDay, partsOfDay } from '../../shared/time/part-of-day.ts';
import { localDate, startOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { CustomerFields } from '../booking/CustomerFields.tsx';
import { PersonSelect } from '../booking/PersonSelect.tsx';
import { useRecentServices } from '../booking/recent-services.ts';
import { likelyService, ServiceSelect } from '../booking/ServiceSelect.tsx';
import { useCustomerChoice } from '../booking/useCustomerChoice.ts';
import { useDesk, useLive } from '../data/index.ts';
import { Choice, Choices, toggled } from '../ui/Choices.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { partWords, refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './waitlist.module.css';

interface JoinFormProps {
  readonly customer: Customer | undefined;
  /** Ids of what is known already. */
  readonly service: string | undefined;
  readonly resource: string | undefined;
  /** A class whose seat is waited for. */
  readonly session: string | undefined;
  readonly onClose: () => void;
}

const usualWeeks = 4;

/** Puts somebody on the waitlist: who, for what, and when they can come. */
export function JoinForm(props: JoinFormProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const { recent } = useRecentServices();
  const staff = useStaff();
  const who = useCustomerChoice(props.customer);
  const today = localDate(format.zone, desk.context().now);
  const [serviceId, setServiceId] = useState(props.service);
  const [person, setPerson] = useState(props.resource);
  const [days, setDays] = useState<readonly Weekday[]>([]);
  const [parts, setParts] = useState<readonly PartOfDay[]>([]);
  const [until, setUntil] = useState(() => addDays(today, usualWeeks * 7));
  const [urgent, setUrgent] = useState(false);
  const [notes, setNotes] = useState('');
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { data: session } = useLive(
    ['classes'],
    async (query) => (props.session ? query.get('classes', props.session) : undefined),
    [props.session],
  );
  const services = (staff.data?.services ?? []).filter((each) => !each.archived);
  const wanted = session?.service_id ?? serviceId;
  const service = services.find((each) => each.id === wanted) ?? likelyService(services, undefined, recent);

  const send = async () => {
    if (busy || !service || !who.chosen) return;
    setBusy(true);
    const customer = await who.settle();
    if (customer) {
      const id = desk.context().id('wl');
      const wish = session
        ? { class_id: session.id }
        : {
            service_id: service.id,
            ...(person && { resource_ids: [person] }),
            ...(days.length > 0 && { days }),
            ...(parts.length > 0 && { parts_of_day: parts }),
            // The day itself counts.
            until: formatInstant(startOfDay(format.zone, addDays(until, 1))),
          };
      const refusal = await act({
        name: 'waitlist.create',
        id,
        args: {
          id,
          customer_id: customer.id,
          ...wish,
          urgency: urgent ? 'urgent' : 'normal',
          ...(notes.trim() && { notes: notes.trim() }),
        },
        said: t`${{ name: customer.name }} waits for ${{ service: service.name }}`,
        reversal: { undo: [{ name: 'waitlist.delete', args: { id } }], redo: [] },
      });
      setProblem(refusal && refusalWords(refusal));
      if (!refusal) return props.onClose();
    }
    setBusy(false);
  };

  return (
    <form
      aria-label={t`Put on the waitlist`}
      className={classes.join}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <CustomerFields choice={who} />
        {session ? (
          <Text size="sm">
            {t`A seat in ${{ service: service?.name ?? '' }}, ${{ time: format.dayTime(session.start_at) }}`}
          </Text>
        ) : (
          <>
            <Group grow align="flex-end">
              <ServiceSelect
                services={services}
                recent={recent}
                value={service?.id}
                onChange={(next) => setServiceId(next.id)}
              />
              <PersonSelect
                resources={staff.data?.resources ?? []}
                service={service}
                value={person}
                onChange={setPerson}
              />
            </Group>
            <Choices label={t`Days`}>
              {format.week.map((day) => (
                <Choice
                  key={day}
                  name={format.weekday(day, 'short')}
                  title={format.weekday(day)}
                  chosen={days.includes(day)}
                  onChoose={() => setDays(toggled(days, day))}
                />
              ))}
            </Choices>
            <Choices label={t`Part of the day`}>
              {partsOfDay.map((part) => (
                <Choice
                  key={part}
                  name={partWords(part)}
                  chosen={parts.includes(part)}
                  onChoose={() => setParts(toggled(parts, part))}
                />
              ))}
            </Choices>
            <DateInput
              label={t`Waits until`}
              valueFormat={format.dateField}
              minDate={today}
              value={until}
              onChange={(next) => next && setUntil(next)}
            />
          </>
        )}
        <Textarea
          label={t`Notes`}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={5000}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group justify="space-between">
          <Checkbox
            label={t`Urgent: comes first`}
            size="sm"
            checked={urgent}
            onChange={(event) => setUrgent(event.currentTarget.checked)}
          />
          <Group gap="xs">
            <Button variant="subtle" color="gray" onClick={props.onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy} disabled={!service || !who.chosen}>
              <Trans>Put on the list</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

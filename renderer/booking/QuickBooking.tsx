import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { takenBack } from '../../shared/commands/reasons.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { SessionChoice } from '../classes/SessionChoice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { useBooker } from './Booker.tsx';
import { useBigger } from './bigger.tsx';
import classes from './booking.module.css';
import { CustomerFields } from './CustomerFields.tsx';
import { durationWith } from './fits.ts';
import { checkWish, firstFree } from './free-starts.ts';
import { MinutesInput } from './MinutesInput.tsx';
import { quietOverrides } from './overrides.ts';
import { PersonSelect } from './PersonSelect.tsx';
import { useRecentServices } from './recent-services.ts';
import { likelyService, ServiceSelect } from './ServiceSelect.tsx';
import { StartInput } from './StartInput.tsx';
import { useCustomerChoice } from './useCustomerChoice.ts';
import { useHold } from './useHold.ts';
import { VerdictLine } from './VerdictLine.tsx';

/** Where a booking that is not made yet would lie. */
export interface Draft {
  /** The board's column that shows it. */
  readonly column: string;
  /** Whom it is with; absent: anyone free. */
  readonly resource_id: string | undefined;
  /** Milliseconds, like `end`. */
  readonly start: number;
  readonly end: number;
  /** The hold that keeps its time for this desk. */
  readonly hold?: string | undefined;
}

interface QuickBookingProps {
  readonly draft: Draft;
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  /** What is known already. */
  readonly service?: Service | undefined;
  readonly customer?: Customer | undefined;
  /** Somebody chose another time, length or person, or the hub keeps the time. */
  readonly onDraft: (draft: Draft) => void;
  /** With the id of the booking where one was made. */
  readonly onClose: (id?: string) => void;
}

/** The small form that books: who, what, with whom, when. Enter books. While it is open the time is kept. */
export function QuickBooking(props: QuickBookingProps) {
  const { draft, resources, services, onDraft, onClose } = props;
  const { format } = usePractice();
  const desk = useDesk();
  const { book } = useBooker();
  const bigger = useBigger();
  const { recent, used } = useRecentServices();
  const submit = useRef<HTMLButtonElement>(null);

  const { start, resource_id: resourceId } = draft;
  const offered = services.filter((each) => !each.archived);
  const [service, setService] = useState(() => {
    const column = resources.find((resource) => resource.id === draft.column);
    return props.service ?? likelyService(offered, column, recent);
  });
  const [duration, setDuration] = useState<number>();
  /** The class to take a seat in, of a service that is taught in classes. */
  const [session, setSession] = useState<string>();
  const who = useCustomerChoice(props.customer);
  const [notes, setNotes] = useState('');
  const [confirmation, setConfirmation] = useState(false);
  const [busy, setBusy] = useState(false);

  const taught = service?.capacity !== undefined;
  const hold = useHold(
    service && !taught ? { service_id: service.id, resource_id: resourceId, duration, start } : undefined,
  );
  const { data: answer } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!service || taught) return undefined;
      const ignore = hold.id ? [hold.id] : [];
      const wish = { service, resource_id: resourceId, duration, start, ignore };
      return { verdict: await checkWish(query, wish, ctx), free: await firstFree(query, wish, 4, ctx) };
    },
    [service?.id, taught, resourceId, duration, start, hold.id],
  );

  const length = duration ?? (service ? durationWith(service, resourceId) : 30);
  const end = start + minutes(length);
  useEffect(() => {
    if (draft.end !== end || draft.hold !== hold.id) onDraft({ ...draft, end, hold: hold.id });
  }, [draft, end, hold.id, onDraft]);

  const chooseStart = (at: number) => onDraft({ ...draft, start: at, end: at + minutes(length) });
  const choosePerson = (id: string | undefined) =>
    onDraft({ ...draft, resource_id: id, column: id ?? draft.column });

  const send = async () => {
    if (!service || busy || !who.chosen || (taught && !session)) return;
    setBusy(true);
    const held = hold.handOver();
    const customer = await who.settle();
    const id = desk.context().id('bk');
    const done =
      customer &&
      (await book({
        name: 'bookings.create',
        id,
        resource_id: resourceId,
        start_at: formatInstant(start),
        args: {
          id,
          customer_id: customer.id,
          ...(taught
            ? { class_id: session }
            : {
                service_id: service.id,
                start_at: formatInstant(start),
                ...(resourceId && { resource_id: resourceId }),
                ...(length !== durationWith(service, resourceId) && { duration: length }),
              }),
          ...(notes.trim() && { notes: notes.trim() }),
          ...(held && { hold_id: held }),
          send_confirmation: confirmation,
          override: quietOverrides(start, desk.context().now),
        },
        said: '',
        saidFor: ({ start_at }) =>
          t`Booked ${{ name: customer.name }}, ${{ time: format.dayTime(start_at) }}`,
      }));
    setBusy(false);
    if (!done) return hold.takeBack();
    used(service.id);
    onClose(id);
  };

  const schedule = async () => {
    if (!service) return;
    const id = desk.context().id('cls');
    const done = await book({
      name: 'classes.create',
      id,
      resource_id: resourceId,
      start_at: formatInstant(start),
      args: {
        id,
        service_id: service.id,
        start_at: formatInstant(start),
        ...(resourceId && { resource_id: resourceId }),
        ...(duration !== undefined && { duration }),
      },
      said: '',
      saidFor: ({ start_at }) =>
        t`Scheduled ${{ service: service.name }}, ${{ time: format.dayTime(start_at) }}`,
      reversal: { undo: [{ name: 'classes.cancel', args: { id, reason: takenBack } }], redo: [] },
    });
    if (done) onClose(id);
  };

  const enlarge = (into: 'repeat' | 'extend') => {
    if (!service) return;
    const { customer } = who;
    bigger[into]({ service, resource_id: resourceId, customer, start, duration, notes });
    onClose();
  };

  return (
    <form
      aria-label={t`New booking`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>
            <Trans>New booking</Trans>
          </Text>
          <Text size="sm" c="dimmed">
            {format.dayTimes(start, end)}
          </Text>
        </Group>
        <CustomerFields choice={who} onChosen={() => requestAnimationFrame(() => submit.current?.focus())} />
        <ServiceSelect
          services={offered}
          recent={recent}
          value={service?.id}
          onChange={(next) => {
            setService(next);
            setSession(undefined);
            setDuration(undefined);
          }}
        />
        <div className={classes.pair}>
          <PersonSelect resources={resources} service={service} value={resourceId} onChange={choosePerson} />
          <div className={classes.pair}>
            <StartInput start={start} onChange={chooseStart} />
            <MinutesInput length={length} onChange={setDuration} />
          </div>
        </div>
        {service && taught ? (
          <SessionChoice
            service={service}
            resourceId={resourceId}
            start={start}
            value={session}
            onChange={setSession}
          />
        ) : (
          <VerdictLine
            verdict={answer?.verdict ?? { kind: 'checking' }}
            resourceId={resourceId}
            kept={hold.kept}
          />
        )}
        {answer && answer.free.length > 0 && (
          <Stack gap={4}>
            <Text size="xs" c="dimmed">
              <Trans>First free</Trans>
            </Text>
            <div className={classes.free}>
              {answer.free.map((slot) => {
                const at = parseInstant(slot.start_at);
                const sameDay = localDate(format.zone, at) === localDate(format.zone, start);
                return (
                  <Button
                    key={slot.start_at}
                    size="compact-sm"
                    variant={at === start ? 'filled' : 'light'}
                    onClick={() => chooseStart(at)}
                  >
                    {sameDay ? format.time(at) : format.dayTime(at)}
                  </Button>
                );
              })}
            </div>
          </Stack>
        )}
        {!taught && (
          <Group gap="xs">
            <Button size="compact-xs" variant="subtle" onClick={() => enlarge('repeat')}>
              <Trans>Repeat…</Trans>
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => enlarge('extend')}>
              <Trans>With other services…</Trans>
            </Button>
          </Group>
        )}
        <Textarea
          label={t`Notes`}
          autosize
          minRows={1}
          maxRows={4}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
          maxLength={5000}
        />
        <Group justify="space-between" wrap="nowrap">
          {taught ? (
            <Button variant="default" onClick={() => void schedule()}>
              <Trans>Schedule a class here</Trans>
            </Button>
          ) : (
            <Checkbox
              label={t`Send confirmation`}
              size="sm"
              checked={confirmation}
              onChange={(event) => setConfirmation(event.currentTarget.checked)}
            />
          )}
          <Group gap="xs" wrap="nowrap">
            <Button variant="subtle" color="gray" onClick={() => onClose()}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              type="submit"
              ref={submit}
              loading={busy}
              disabled={!service || !who.chosen || (taught && !session)}
            >
              <Trans>Book</Trans>
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Checkbox, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isRefusal } from '../../shared/errors.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { localDate } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { useBooker } from './Booker.tsx';
import classes from './booking.module.css';
import { CustomerPicker } from './CustomerPicker.tsx';
import { canGive, durationWith } from './fits.ts';
import { checkWish, firstFree } from './free-starts.ts';
import { MinutesInput } from './MinutesInput.tsx';
import { type NewCustomer, NewCustomerFields, newCustomerFrom } from './NewCustomerFields.tsx';
import { quietOverrides } from './overrides.ts';
import { useRecentServices } from './recent-services.ts';
import { StartInput } from './StartInput.tsx';
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
}

interface QuickBookingProps {
  readonly draft: Draft;
  readonly resources: readonly Resource[];
  readonly services: readonly Service[];
  /** Somebody chose another time, length or person. */
  readonly onDraft: (draft: Draft) => void;
  /** With the id of the booking where one was made. */
  readonly onClose: (id?: string) => void;
}

const anyone = 'any';

/** The small form that books: who, what, with whom, when. Enter books. */
export function QuickBooking({ draft, resources, services, onDraft, onClose }: QuickBookingProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { book } = useBooker();
  const { recent, used } = useRecentServices();
  const submit = useRef<HTMLButtonElement>(null);

  const { start, resource_id: resourceId } = draft;
  const offered = services.filter((service) => !service.archived);
  const [service, setService] = useState(() => {
    return likely(
      offered,
      resources.find((resource) => resource.id === draft.column),
      recent,
    );
  });
  const [duration, setDuration] = useState<number>();
  const [customer, setCustomer] = useState<Customer>();
  const [fresh, setFresh] = useState<NewCustomer>();
  const [notes, setNotes] = useState('');
  const [confirmation, setConfirmation] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  const length = duration ?? (service ? durationWith(service, resourceId) : 30);
  const wish = service && { service, resource_id: resourceId, duration: length, start };
  const { data: answer } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!wish) return undefined;
      return { verdict: await checkWish(query, wish, ctx), free: await firstFree(query, wish, 4, ctx) };
    },
    [service?.id, resourceId, length, start],
  );

  const end = start + minutes(length);
  useEffect(() => {
    if (draft.end !== end) onDraft({ ...draft, end });
  }, [draft, end, onDraft]);

  const chooseStart = (at: number) => onDraft({ ...draft, start: at, end: at + minutes(length) });

  const chooseService = (id: string | null) => {
    const next = offered.find((each) => each.id === id);
    if (!next) return;
    setService(next);
    setDuration(undefined);
  };

  const choosePerson = (value: string | null) => {
    const id = value === anyone || value === null ? undefined : value;
    onDraft({ ...draft, resource_id: id, column: id ?? draft.column });
  };

  /** The chosen customer, or the new one once it is stored; undefined where that was refused. */
  const customerToBook = async (): Promise<{ id: string; name: string } | undefined> => {
    if (customer) return customer;
    if (!fresh || fresh.name.trim() === '') {
      setProblem('A name is needed.');
      return undefined;
    }
    const { name, phone, email } = fresh;
    const id = desk.context().id('cust');
    const args = { id, name, ...(phone.trim() && { phone }), ...(email.trim() && { email: email.trim() }) };
    const outcome = await desk.run('customers.create', args);
    if (isRefusal(outcome)) {
      setProblem(refusalWords(outcome));
      return undefined;
    }
    const stored = await desk.read((query) => query.get('customers', id));
    setCustomer(stored);
    return { id, name };
  };

  const send = async () => {
    if (!service || busy || (!customer && !fresh)) return;
    setBusy(true);
    const who = await customerToBook();
    const id = desk.context().id('bk');
    const done =
      who &&
      (await book({
        name: 'bookings.create',
        id,
        resource_id: resourceId,
        start_at: formatInstant(start),
        args: {
          id,
          customer_id: who.id,
          service_id: service.id,
          start_at: formatInstant(start),
          ...(resourceId && { resource_id: resourceId }),
          ...(length !== durationWith(service, resourceId) && { duration: length }),
          ...(notes.trim() && { notes: notes.trim() }),
          send_confirmation: confirmation,
          override: quietOverrides(start, desk.context().now),
        },
        said: '',
        saidFor: ({ start_at }) => `Booked ${who.name}, ${format.dayTime(start_at)}`,
      }));
    setBusy(false);
    if (!done) return;
    used(service.id);
    onClose(id);
  };

  return (
    <form
      aria-label="New booking"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>New booking</Text>
          <Text size="sm" c="dimmed">
            {format.day(start)}, {format.times(start, end)}
          </Text>
        </Group>
        {fresh && !customer ? (
          <NewCustomerFields
            value={fresh}
            problem={problem}
            onChange={(value) => {
              setFresh(value);
              setProblem(undefined);
            }}
            onBack={() => setFresh(undefined)}
          />
        ) : (
          <CustomerPicker
            customer={customer}
            onChange={(chosen) => {
              setCustomer(chosen);
              if (chosen) requestAnimationFrame(() => submit.current?.focus());
            }}
            onNew={(typed) => setFresh(newCustomerFrom(typed))}
          />
        )}
        <Select
          label="Service"
          searchable
          allowDeselect={false}
          data={serviceOptions(offered, recent)}
          value={service?.id ?? null}
          onChange={chooseService}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={220}
          nothingFoundMessage="No such service"
        />
        <div className={classes.pair}>
          <Select
            label="With"
            allowDeselect={false}
            data={[
              { value: anyone, label: 'Anyone free' },
              ...resources
                .filter((resource) => resource.id === resourceId || (service && canGive(resource, service)))
                .map((resource) => ({ value: resource.id, label: resource.name })),
            ]}
            value={resourceId ?? anyone}
            onChange={choosePerson}
            comboboxProps={{ withinPortal: false }}
            maxDropdownHeight={220}
          />
          <div className={classes.pair}>
            <StartInput start={start} onChange={chooseStart} />
            <MinutesInput length={length} onChange={setDuration} />
          </div>
        </div>
        <VerdictLine verdict={answer?.verdict ?? { kind: 'checking' }} resourceId={resourceId} />
        {answer && answer.free.length > 0 && (
          <Stack gap={4}>
            <Text size="xs" c="dimmed">
              First free
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
        <Textarea
          label="Notes"
          autosize
          minRows={1}
          maxRows={4}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
          maxLength={5000}
        />
        <Group justify="space-between" wrap="nowrap">
          <Checkbox
            label="Send confirmation"
            size="sm"
            checked={confirmation}
            onChange={(event) => setConfirmation(event.currentTarget.checked)}
          />
          <Group gap="xs" wrap="nowrap">
            <Button variant="subtle" color="gray" onClick={() => onClose()}>
              Cancel
            </Button>
            <Button type="submit" ref={submit} loading={busy} disabled={!service || (!customer && !fresh)}>
              Book
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** The service booked last that this resource can give; at a new desk, one of about half an hour. */
function likely(services: readonly Service[], resource: Resource | undefined, recent: readonly string[]) {
  const fitting = resource ? services.filter((service) => canGive(resource, service)) : services;
  const known = recent.map((id) => fitting.find((service) => service.id === id));
  const usual = fitting.toSorted((a, b) => Math.abs(a.duration - 30) - Math.abs(b.duration - 30));
  return known.find((service) => service !== undefined) ?? usual[0] ?? services[0];
}

function serviceOptions(services: readonly Service[], recent: readonly string[]) {
  const option = ({ id, name, duration }: Service) => ({ value: id, label: `${name} · ${duration} min` });
  const known = recent.flatMap((id) => services.find((service) => service.id === id) ?? []).slice(0, 4);
  const rest = services
    .filter((service) => !known.includes(service))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (known.length === 0) return rest.map(option);
  return [
    { group: 'Booked lately', items: known.map(option) },
    { group: 'All services', items: rest.map(option) },
  ];
}

import { t } from '@lingui/core/macro';
import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatInstant } from '../../shared/time/instants.ts';
import { nextStartOfDay } from '../../shared/time/zones.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { CustomerFields } from '../booking/CustomerFields.tsx';
import { PersonSelect } from '../booking/PersonSelect.tsx';
import { useRecentServices } from '../booking/recent-services.ts';
import { likelyService, ServiceSelect } from '../booking/ServiceSelect.tsx';
import { useCustomerChoice } from '../booking/useCustomerChoice.ts';
import { useDesk } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './arrivals.module.css';

interface WalkInFormProps {
  /** With the id of the entry where one was made. */
  readonly onClose: (id?: string) => void;
}

/** Notes somebody who came without a booking: who, and for what. */
export function WalkInForm({ onClose }: WalkInFormProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const { recent } = useRecentServices();
  const staff = useStaff();
  const form = useRef<HTMLFormElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const who = useCustomerChoice();
  const [serviceId, setServiceId] = useState<string>();
  const [person, setPerson] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  // A seat in a class is taken in the class.
  const services = (staff.data?.services ?? []).filter((each) => !each.archived && !each.capacity);
  const service =
    services.find((each) => each.id === serviceId) ?? likelyService(services, undefined, recent);

  const send = async () => {
    if (busy || !service || !who.chosen) return;
    setBusy(true);
    const customer = await who.settle();
    if (customer) {
      const { now, id: makeId } = desk.context();
      const id = makeId('wl');
      const args = {
        id,
        customer_id: customer.id,
        service_id: service.id,
        ...(person && { resource_ids: [person] }),
        from: formatInstant(now),
        until: formatInstant(nextStartOfDay(format.zone, now)),
        walk_in: true,
      };
      const refusal = await act({
        name: 'waitlist.create',
        id,
        args,
        said: t`${customer.name} is here for ${service.name}`,
        reversal: { undo: [{ name: 'waitlist.delete', args: { id } }], redo: [] },
      });
      setProblem(refusal && refusalWords(refusal));
      if (!refusal) return onClose(id);
    }
    setBusy(false);
  };

  return (
    <form
      ref={form}
      aria-label={t`Note a walk-in`}
      className={classes.form}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="sm">
        <CustomerFields choice={who} onChosen={() => requestAnimationFrame(() => submit.current?.focus())} />
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
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" color="gray" onClick={() => onClose()}>
            {t`Cancel`}
          </Button>
          <Button type="submit" ref={submit} loading={busy} disabled={!service || !who.chosen}>
            {t`Note walk-in`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

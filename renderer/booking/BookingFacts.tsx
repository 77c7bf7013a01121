import { t } from '@lingui/core/macro';
import { Anchor } from '@mantine/core';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { Ltr } from '../ui/Ltr.tsx';
import { reasonWords } from '../ui/words.ts';
import classes from './booking.module.css';
import type { BookingView } from './booking-view.ts';
import { CalendarFile } from './CalendarFile.tsx';
import { channelWords } from './channel-words.ts';
import { chosenWords } from './chosen-words.ts';
import { overrideWords } from './override-words.ts';

/** What, when, with whom, for how much, and how to reach the customer. */
export function BookingFacts({
  view: { booking, customer, service, resources },
}: {
  readonly view: BookingView;
}) {
  const { format } = usePractice();
  const length = (parseInstant(booking.end_at) - parseInstant(booking.start_at)) / minutes(1);
  const facts: [string, React.ReactNode][] = [
    [
      t`When`,
      t`${{ day: format.day(booking.start_at) }}, ${{ times: format.times(booking.start_at, booking.end_at) }} (${{ length: lengthWords(length).replaceAll(' ', '\u00a0') }})`,
    ],
    [t`Service`, service?.name ?? booking.service_id],
    [t`With`, resources.map((resource) => resource.name).join(', ')],
  ];
  if (booking.chosen_by) {
    const { rule, reason } = booking.chosen_by;
    facts.push([
      t`Chosen`,
      <span key="chosen" title={reason}>
        {chosenWords[rule]}
      </span>,
    ]);
  }
  if (customer?.phone)
    facts.push([
      t`Phone`,
      <Anchor key="tel" size="sm" href={`tel:${customer.phone}`}>
        <Ltr>{customer.phone}</Ltr>
      </Anchor>,
    ]);
  if (customer?.email)
    facts.push([
      t`E-mail`,
      <Anchor key="mail" size="sm" href={`mailto:${customer.email}`}>
        <Ltr>{customer.email}</Ltr>
      </Anchor>,
    ]);
  if (booking.channel !== 'in_person') facts.push([t`Channel`, channelWords(booking.channel)]);
  if (booking.price) facts.push([t`Price`, format.money(booking.price)]);
  if (booking.cancel_reason) facts.push([t`Cancelled because`, reasonWords(booking.cancel_reason)]);
  if (booking.override.length > 0) {
    facts.push([t`Set aside`, overrideWords(booking.override, booking.override_reason)]);
  }
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <CalendarFile booking={booking} />
    </>
  );
}

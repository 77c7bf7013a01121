import { Anchor } from '@mantine/core';
import { minutes, parseInstant } from '../../shared/time/instants.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './booking.module.css';
import type { BookingView } from './booking-view.ts';
import { CalendarFile } from './CalendarFile.tsx';
import { chosenWords } from './chosen-words.ts';

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
      'When',
      `${format.day(booking.start_at)}, ${format.times(booking.start_at, booking.end_at)} (${lengthWords(length).replaceAll(' ', '\u00a0')})`,
    ],
    ['Service', service?.name ?? booking.service_id],
    ['With', resources.map((resource) => resource.name).join(', ')],
  ];
  if (booking.chosen_by) {
    const { rule, reason } = booking.chosen_by;
    facts.push([
      'Chosen',
      <span key="chosen" title={reason}>
        {chosenWords[rule]}
      </span>,
    ]);
  }
  if (customer?.phone)
    facts.push([
      'Phone',
      <Anchor key="tel" size="sm" href={`tel:${customer.phone}`}>
        {customer.phone}
      </Anchor>,
    ]);
  if (customer?.email)
    facts.push([
      'E-mail',
      <Anchor key="mail" size="sm" href={`mailto:${customer.email}`}>
        {customer.email}
      </Anchor>,
    ]);
  if (booking.channel !== 'in_person') facts.push(['Channel', capital(booking.channel.replaceAll('_', ' '))]);
  if (booking.price) facts.push(['Price', format.money(booking.price)]);
  if (booking.cancel_reason) facts.push(['Cancelled because', booking.cancel_reason]);
  if (booking.override.length > 0) {
    facts.push([
      'Set aside',
      `${booking.override.map((rule) => rule.replaceAll('_', ' ')).join(', ')}${booking.override_reason ? `: ${booking.override_reason}` : ''}`,
    ]);
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

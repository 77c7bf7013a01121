import { IconAlertTriangle, IconCloudUp, IconNote, IconStack2 } from '@tabler/icons-react';
import { type BookingStatus, bookingStatuses } from '../../shared/resources/bookings.ts';
import { StatusIcon } from '../booking/StatusMark.tsx';

/** What a card can be marked with. */
export type MarkName = BookingStatus | 'alert' | 'note' | 'waiting' | 'overbooked';

/** The marks drawn once; cards refer to them, which is several elements less for each of hundreds of cards. */
export function MarkShapes() {
  return (
    <svg width={0} height={0} style={{ position: 'absolute' }} aria-hidden>
      {bookingStatuses.map((status) => (
        <symbol key={status} id={`mark-${status}`} viewBox="0 0 24 24">
          <StatusIcon status={status} size={24} />
        </symbol>
      ))}
      <symbol id="mark-alert" viewBox="0 0 24 24">
        <IconAlertTriangle />
      </symbol>
      <symbol id="mark-note" viewBox="0 0 24 24">
        <IconNote />
      </symbol>
      <symbol id="mark-overbooked" viewBox="0 0 24 24">
        <IconStack2 />
      </symbol>
      <symbol id="mark-waiting" viewBox="0 0 24 24">
        <IconCloudUp />
      </symbol>
    </svg>
  );
}

/** One of the shapes; what it means is in the card's accessible name. */
export function Mark({ name }: { readonly name: MarkName }) {
  return (
    <svg data-mark={name} aria-hidden>
      <use href={`#mark-${name}`} />
    </svg>
  );
}

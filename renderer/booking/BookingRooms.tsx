import { t } from '@lingui/core/macro';
import { Select, Stack } from '@mantine/core';
import { needsOf } from '../../shared/commands/bookings/question.ts';
import type { Query } from '../../shared/commands/query.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Need } from '../../shared/time/availability-types.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import { useBooker } from './Booker.tsx';
import type { BookingView } from './booking-view.ts';
import { fillsNeed } from './fits.ts';
import { moveAttempt } from './move.ts';
import { tryOut } from './try-out.ts';

/** What a visit occupies besides its main resource, each to be swapped for another while all else stays. */
export function BookingRooms({ view }: { readonly view: BookingView }) {
  const { booking, service } = view;
  const { format } = usePractice();
  const clock = useClock();
  const { book } = useBooker();
  const others = booking.allocations.slice(1);
  const { data } = useLive(
    ['bookings', 'holds', 'blocks', 'resources', 'services'],
    async (query, ctx) => {
      if (!service || others.length === 0) return [];
      const needs = needsOf(service);
      return Promise.all(
        others.map(async ({ role, resource_id }) => {
          const options = await candidates(query, needs, role, booking.allocations, resource_id);
          const tried = options.map(async (each) => {
            const swap = { id: booking.id, allocations: [{ role, resource_id: each.id }] };
            const refusal = each.id === resource_id ? undefined : await tryOut(query, move, swap, ctx);
            return { value: each.id, label: each.name, free: refusal === undefined };
          });
          return Promise.all(tried);
        }),
      );
    },
    [booking.id, booking.version, service?.version],
  );

  const swap = (role: string, resource_id: string) => {
    const args = { id: booking.id, allocations: [{ role, resource_id }] };
    const name = view.customer?.name ?? t`the booking`;
    return book(moveAttempt({ booking, name, args, now: clock(), format }));
  };

  return (
    <Stack gap="sm">
      {others.map(({ role, resource_id }, index) => (
        <Select
          key={role + resource_id}
          label={roleWords(role)}
          allowDeselect={false}
          value={resource_id}
          data={(data?.[index] ?? []).map(({ value, label, free }) => ({
            value,
            label: free ? label : t`${label} · not free`,
            disabled: !free,
          }))}
          onChange={(next) => next && next !== resource_id && void swap(role, next)}
        />
      ))}
    </Stack>
  );
}

const move = 'bookings.reschedule';

/** Those that could play the part, without those that play another one in the same visit. */
async function candidates(
  query: Query,
  needs: readonly Need[],
  role: string,
  allocations: readonly { readonly resource_id: string }[],
  own: string,
): Promise<Resource[]> {
  const need = needs.find((each) => each.role === role);
  const all = await query.range('resources', []);
  return all
    .filter((each) => each.id === own || (need !== undefined && fillsNeed(each, need)))
    .filter((each) => each.id === own || !allocations.some(({ resource_id }) => resource_id === each.id))
    .sort((a, b) => a.sort_order - b.sort_order || a.name.localeCompare(b.name));
}

/** What plays a part in a visit; parts that the practice named itself keep their names. */
function roleWords(role: string): string {
  switch (role) {
    case 'practitioner':
      return t`Practitioner`;
    case 'room':
      return t`Room`;
    case 'equipment':
      return t`Equipment`;
    default:
      return role.charAt(0).toUpperCase() + role.slice(1);
  }
}

import type { ClaimRow, HubState } from './hub-state.ts';

interface Timed {
  readonly id: string;
  readonly start_at: string;
  readonly end_at: string;
  readonly buffer_before: number;
  readonly buffer_after: number;
  readonly allocations: readonly { readonly resource_id: string }[];
}

/** Time that documents occupy, worked out here a second time, from the rules alone (rule A2). */
function claimsOfDocuments({ bookings, holds }: Pick<HubState, 'bookings' | 'holds'>): ClaimRow[] {
  const active = bookings.filter(({ status }) => status !== 'cancelled' && status !== 'no_show');
  return [
    ...active.flatMap((booking) => occupied(booking, booking.overbooked)),
    ...holds.flatMap((hold) => occupied(hold, false)),
  ];
}

function occupied(doc: Timed, overbooked: boolean): ClaimRow[] {
  const [start, end] = [Date.parse(doc.start_at), Date.parse(doc.end_at)];
  return doc.allocations.map(({ resource_id }) => ({
    resource_id,
    owner: doc.id,
    core_start: start,
    core_end: end,
    padded_start: start - doc.buffer_before * 60_000,
    padded_end: end + doc.buffer_after * 60_000,
    overbooked: overbooked ? 1 : 0,
  }));
}

/** The claims table is what the documents say. */
export function checkClaimsTable(state: Pick<HubState, 'bookings' | 'holds' | 'claims'>): string[] {
  const key = (claim: ClaimRow) => JSON.stringify(Object.entries(claim).toSorted());
  const fields = ({
    resource_id,
    owner,
    core_start,
    core_end,
    padded_start,
    padded_end,
    overbooked,
  }: ClaimRow) => key({ resource_id, owner, core_start, core_end, padded_start, padded_end, overbooked });
  const derived = claimsOfDocuments(state).map(fields).toSorted();
  const stored = state.claims.map(fields).toSorted();
  return JSON.stringify(derived) === JSON.stringify(stored)
    ? []
    : [`claims: the table has ${stored.join(' ')}, the documents say ${derived.join(' ')}`];
}

/** B1: no two claims meet on one resource unless a manager said so. `sharing`: whose buffers may overlap. */
export function checkOverlaps(
  state: Pick<HubState, 'bookings' | 'holds'>,
  sharing: ReadonlySet<string>,
  now: number,
): string[] {
  const expired = new Set(
    state.holds.filter(({ expires_at }) => Date.parse(expires_at) <= now).map(({ id }) => id),
  );
  const claims = claimsOfDocuments(state).filter(({ owner }) => !expired.has(owner));
  return claims.flatMap((one, i) =>
    claims
      .slice(i + 1)
      .filter((other) => other.resource_id === one.resource_id && !one.overbooked && !other.overbooked)
      .filter((other) => meet(one, other, sharing.has(one.resource_id)))
      .map((other) => `B1: ${one.owner} and ${other.owner} both have ${one.resource_id}`),
  );
}

function meet(a: ClaimRow, b: ClaimRow, shared: boolean): boolean {
  const cores = a.core_start < b.padded_end && b.padded_start < a.core_end;
  const others = b.core_start < a.padded_end && a.padded_start < b.core_end;
  const paddings = a.padded_start < b.padded_end && b.padded_start < a.padded_end;
  return cores || others || (!shared && paddings);
}

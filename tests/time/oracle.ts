import * as fc from 'fast-check';
import { expect } from 'vitest';
import * as z from 'zod';
import type { Ctx } from '../../shared/commands/define.ts';
import { isRefusal } from '../../shared/errors.ts';
import { checkStartQuery } from '../../shared/queries/check.ts';
import { findDaysQuery } from '../../shared/queries/days.ts';
import type { QueryDefinition } from '../../shared/queries/define.ts';
import { nextSlotsQuery } from '../../shared/queries/next.ts';
import { findSlotsQuery } from '../../shared/queries/slots.ts';
import type { Slot } from '../../shared/time/availability-types.ts';
import { wallClock } from '../../shared/time/testing/wall-clock.ts';
import { type StoredPractice, storedPractice } from './documents.ts';
import { listQuery } from './list-query.ts';
import { slotsMinuteByMinute } from './minute-oracle.ts';

/** What was seen, so that practices that are never open prove nothing. */
export interface Seen {
  practices: number;
  offering: number;
  several: number;
  slots: number;
  refused: number;
}

/** Random practices, stored; what the API's questions answer is what trying every minute and every choice finds. */
export async function agreeOnRandomPractices(seed: number, numRuns: number): Promise<Seen> {
  const seen: Seen = { practices: 0, offering: 0, several: 0, slots: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(storedPractice, async (stored) => {
      await expectAgreement(stored, seen);
    }),
    { seed, numRuns },
  );
  return seen;
}

/** Holds one practice to the oracle: slots, days, next and check. */
export async function expectAgreement(stored: StoredPractice, seen?: Seen): Promise<void> {
  const { docs, question, span, asked } = stored;
  const query = listQuery(docs);
  const ask = (definition: QueryDefinition, args: object) =>
    definition.run(query, z.decode(definition.args, { ...wish, ...args }), ctxAt(question.now), 1);
  const wish = { service_id: docs.services.id, ...(asked && { resource_id: [...asked] }) };
  const range = { from: iso(span.start), to: iso(span.end) };
  const answer = await ask(findSlotsQuery, range);
  if (seen) seen.practices++;
  const [first] = question.needs;
  const misfit = asked?.some((id) => {
    const kind = question.resources.find((resource) => resource.id === id)?.kind;
    return !(first?.resource_ids?.includes(id) ?? first?.kind === kind);
  });
  if (asked?.length === 0) return;
  if (isRefusal(answer) || misfit) {
    if (seen) seen.refused++;
    expect([misfit, isRefusal(answer) && answer.code]).toEqual([true, 'invalid_resource']);
    return;
  }
  const slots = slotsMinuteByMinute(question, span);
  if (seen) count(seen, slots);
  const expected = slots.map(shown);
  expect(Reflect.get(answer, 'data')).toEqual(expected);

  // The next starts of a practice that has few are looked for a year ahead: some are enough.
  if ((seen?.practices ?? 0) % 4 === 0) {
    const next = await ask(nextSlotsQuery, { from: range.from, limit: 7 });
    const found = z.object({ data: z.array(z.looseObject({ start_at: z.string() })) }).parse(next).data;
    expect(found.filter((one) => one.start_at < range.to)).toEqual(
      expected.filter(({ start_at }) => start_at >= iso(question.now)).slice(0, 7),
    );
  }

  const days = await ask(findDaysQuery, { ...range, zone: docs.practice.timezone });
  const byDate = Map.groupBy(slots, ({ start }) => wallClock(docs.practice.timezone, start).slice(0, 10));
  const told = z
    .object({
      data: z.array(z.object({ date: z.string(), starts: z.int(), first_start_at: z.string().optional() })),
    })
    .parse(days)
    .data.filter(({ starts }) => starts > 0);
  expect(told).toEqual(
    [...byDate].map(([date, own]) => ({
      date,
      starts: own.length,
      first_start_at: own[0] && iso(own[0].start),
    })),
  );

  if ((asked?.length ?? 0) > 1) return;
  const one = asked ? { resource_id: asked[0] } : { resource_id: undefined };
  // Some that are offered, and some that are a minute beside.
  for (const start of slots
    .filter((_, i) => i % 16 === 0)
    .flatMap((slot) => [slot.start, slot.start + 60_000])) {
    const slot = slots.find((other) => other.start === start);
    const checked = await ask(checkStartQuery, { ...one, start_at: iso(start) });
    expect([iso(start), Reflect.get(checked, 'available')]).toEqual([iso(start), slot !== undefined]);
    if (slot) {
      const { end_at, resource_id, allocations } = shown(slot);
      expect(checked).toMatchObject({ end_at, resource_id, allocations });
    }
  }
}

function count(seen: Seen, slots: readonly Slot[]): void {
  seen.slots += slots.length;
  if (slots.length > 0) seen.offering++;
  if (slots.some(({ allocations }) => allocations.length > 1)) seen.several++;
}

function shown(slot: Slot) {
  return {
    start_at: iso(slot.start),
    end_at: iso(slot.end),
    resource_id: slot.resource_id,
    options: slot.options.map(({ resource_id, end }) => ({ resource_id, end_at: iso(end) })),
    allocations: slot.allocations,
  };
}

function ctxAt(now: number): Ctx {
  return {
    now,
    tenant: 'tnt_1',
    actor: { kind: 'system', id: 'oracle', name: 'Oracle', scopes: new Set() },
    id: (prefix) => {
      throw new Error(`a question makes no ${prefix}_ id`);
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

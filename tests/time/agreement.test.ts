import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStart, findSlots, findStarts, nextStarts } from '../../shared/time/availability.ts';
import type { Override } from '../../shared/time/availability-types.ts';
import { findStaffSlots } from '../../shared/time/set-aside.ts';
import { slotsMinuteByMinute } from './minute-oracle.ts';
import { practice } from './practices.ts';

const minute = 60_000;

describe('A1: what is offered is what is accepted, in random practices', { timeout: 60_000 }, () => {
  it('A1 A2 A3 A4 A7 T2 T3 T4: findSlots offers what trying every minute and every choice finds', () => {
    const seen = { offering: 0, withSeveral: 0, slots: 0 };
    fc.assert(
      fc.property(practice, ({ question, span }) => {
        const slots = findSlots(question, span);
        seen.slots += slots.length;
        if (slots.length > 0) seen.offering++;
        if (slots.some(({ allocations }) => allocations.length > 1)) seen.withSeveral++;
        expect(slots).toEqual(slotsMinuteByMinute(question, span));
        expect(findStarts(question, span)).toEqual(slots.map(({ start }) => start));
      }),
      { seed: 20260420, numRuns: 400 },
    );
    // Practices that are never open would prove nothing.
    expect(seen.offering).toBeGreaterThan(150);
    expect(seen.withSeveral).toBeGreaterThan(100);
    expect(seen.slots).toBeGreaterThan(5000);
  });

  it('A1: checkStart accepts exactly those starts, with the same end and the same resources', () => {
    fc.assert(
      fc.property(practice, ({ question, span }) => {
        const slots = new Map(findSlots(question, span).map((slot) => [slot.start, slot]));
        for (let start = span.start; start < span.end; start += minute) {
          const slot = slots.get(start);
          // Every offered minute and a sample of the others, among them all that a step could reach.
          if (slot === undefined && start % (5 * minute) !== 0 && start % (17 * minute) !== 0) continue;
          const check = checkStart(question, start);
          if (slot === undefined) {
            expect(check.ok).toBe(false);
            expect(!check.ok && (check.misaligned || check.conflicts.length > 0)).toBe(true);
          } else expect(check).toEqual({ ok: true, end: slot.end, allocations: slot.allocations });
        }
      }),
      { seed: 20260421, numRuns: 300 },
    );
  });

  it('A10: nextStarts are the first slots of the whole range', () => {
    fc.assert(
      fc.property(practice, fc.integer({ min: 1, max: 40 }), ({ question, span }, n) => {
        const next = nextStarts(question, span.start, n, span.end - span.start);
        expect(next).toEqual(findSlots(question, span).slice(0, n));
      }),
      { seed: 20260422, numRuns: 200 },
    );
  });

  it('A8: what staff are told can be booked against rules is accepted with just these set aside', () => {
    const rules = ['outside_working_hours', 'time_off', 'closure', 'external_busy', 'min_notice'] as const;
    const subsets = fc.subarray([...rules, 'beyond_horizon', 'existing_booking'] as const, { minLength: 1 });
    let against = 0;
    fc.assert(
      fc.property(practice, subsets, ({ question, span }, chosen) => {
        const override = new Set<Override>(chosen);
        const told = findStaffSlots(question, span, override);
        expect(told.filter((slot) => slot.override.length === 0)).toEqual(
          findSlots(question, span).map((slot) => ({ ...slot, override: [] })),
        );
        for (const { start, end, allocations, override: needed } of told) {
          against += needed.length;
          const accepted = { ok: true, end, allocations };
          const strict = checkStart(question, start);
          // Where nothing has to be set aside, nothing is.
          expect(strict.ok ? strict : checkStart(question, start, override)).toEqual(accepted);
          expect(needed.every((rule) => override.has(rule))).toBe(true);
        }
        expect(told.map(({ start }) => start)).toEqual(
          [...new Set(told.map(({ start }) => start))].sort((a, b) => a - b),
        );
        const listed = new Set(told.map(({ start }) => start));
        const strictHours = !override.has('outside_working_hours');
        for (let start = span.start; strictHours && start < span.end; start += 35 * minute)
          expect([start, listed.has(start)]).toEqual([start, checkStart(question, start, override).ok]);
      }),
      { seed: 20260423, numRuns: 60 },
    );
    expect(against).toBeGreaterThan(1000);
  });
});

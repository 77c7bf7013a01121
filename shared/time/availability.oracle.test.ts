import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkStart, findSlots, nextStarts } from './availability.ts';
import { slotsMinuteByMinute } from './testing/minute-oracle.ts';
import { practice } from './testing/practices.ts';

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
});

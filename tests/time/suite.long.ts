import { expect, test } from 'vitest';
import { computedMs } from '../kit/cpu.ts';
import { allZones, sayTally, tryClockChanges } from './suite.ts';

test('T1-T5, A7: hours, slots and series around every clock change of ten years, in all zones that have one', () => {
  const begun = computedMs();
  const tally = tryClockChanges(allZones);
  process.stdout.write(sayTally(tally));
  expect(tally.zones).toBeGreaterThan(100);
  expect(tally.changes).toBeGreaterThan(2000);
  expect(computedMs() - begun).toBeLessThan(180_000);
});

test('T1-T5, A7: the same of ten years that are over, in which dates were skipped and clocks moved by half an hour', () => {
  const tally = tryClockChanges(allZones, 2007);
  process.stdout.write(sayTally(tally));
  expect(tally.changes).toBeGreaterThan(2000);
});

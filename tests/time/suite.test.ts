import { expect, test } from 'vitest';
import { allZones, sayTally, tryClockChanges } from './suite.ts';

/** Every eighth zone of suite.long.ts, and some that do what no other does. */
const special = ['Australia/Lord_Howe', 'Africa/Casablanca', 'Antarctica/Troll', 'America/Nuuk', 'Asia/Gaza'];

test('T1-T5, A7: hours, slots and series around clock changes of ten years, in a sample of zones', () => {
  const zones = new Set([...allZones.filter((_, i) => i % 8 === 0), ...special]);
  const tally = tryClockChanges([...zones]);
  process.stdout.write(sayTally(tally));
  expect(tally.changes).toBeGreaterThan(300);
}, 120_000);

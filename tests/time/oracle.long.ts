import { expect, test } from 'vitest';
import { agreeOnRandomPractices } from './oracle.ts';

const from = Number(process.env.ORACLE_FROM ?? 1);

test.for(Array.from({ length: 20 }, (_, i) => from + i))(
  'A1-A5, A7-A9, A11, T2-T4: 1,000 random practices of seed %i, as the minute-by-minute oracle has them',
  async (seed) => {
    const seen = await agreeOnRandomPractices(seed, 1000);
    expect(seen.offering).toBeGreaterThan(350);
    process.stdout.write(`seed ${seed}: ${seen.practices} practices, ${seen.slots} starts\n`);
  },
);

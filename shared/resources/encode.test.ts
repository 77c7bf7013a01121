import { expect, test } from 'vitest';
import * as z from 'zod';
import { price } from '../money.ts';
import { allQueries } from '../queries/index.ts';
import { instant } from '../time/instants.ts';
import { answerEncoder } from './encode.ts';

const answer = z.object({
  data: z.array(
    z.object({
      at: instant,
      price: price.optional(),
      options: z.array(z.object({ price: price.optional(), n: z.int() })),
    }),
  ),
  choice: z.union([z.object({ price }), z.null()]),
  seq: z.int(),
});

test('an answer is encoded as zod does it, field by field', () => {
  const cheap = { amount_minor: 1050, currency: 'EUR', type: 'flat' as const };
  const dear = { amount_minor: 300, currency: 'JPY', type: 'hourly' as const };
  const value = {
    data: [
      {
        at: '2026-04-20T05:00:00Z',
        price: cheap,
        options: [{ price: cheap, n: 1 }, { price: dear, n: 2 }, { n: 3 }],
      },
      { at: '2026-04-20T05:30:00Z', options: [] },
    ],
    choice: { price: dear },
    seq: 7,
  };
  expect(answerEncoder(answer)(value)).toEqual(z.encode(answer, value));
  expect(answerEncoder(answer)({ ...value, choice: null })).toEqual(
    z.encode(answer, { ...value, choice: null }),
  );
});

test('what a schema does not name does not go out', () => {
  const value = {
    data: [{ at: '2026-04-20T05:00:00Z', options: [], secret: 1 }],
    choice: null,
    seq: 7,
    secret: 2,
  };
  expect(JSON.stringify(answerEncoder(answer)(value))).not.toContain('secret');
});

test('every question has an encoder', () => {
  for (const { answer: schema } of allQueries) expect(answerEncoder(schema)).toBeTypeOf('function');
});

import { describe, expect, test } from 'vitest';
import { customer } from '../testing/docs.ts';
import { afterMerge, usualChoice } from './merge.ts';

const kept = customer('cust_1', { name: 'Priya Sharma', phone: '+919876543210' });
const gone = customer('cust_2', { name: 'P. Sharma', email: 'priya@example.com', phone: '+919812345678' });

describe('what stays of two records', () => {
  test('by itself: what the one that stays has, and what it lacks from the other', () => {
    const choice = usualChoice(kept, gone);
    expect(choice).toEqual({ name: 'kept', phone: 'kept', email: 'gone', language: 'kept' });
    expect(afterMerge(kept, gone, choice)).toEqual({});
  });

  test('what was chosen otherwise is put in after the merge', () => {
    const choice = { name: 'gone', phone: 'gone', email: 'gone', language: 'kept' } as const;
    expect(afterMerge(kept, gone, choice)).toEqual({ name: 'P. Sharma', phone: '+919812345678' });
  });

  test('nothing where the one that stays has nothing, if that was chosen', () => {
    const choice = { ...usualChoice(kept, gone), email: 'kept' } as const;
    expect(afterMerge(kept, gone, choice)).toEqual({ email: null });
  });
});

import { expect, test } from 'vitest';
import type { Docs } from '../resources/index.ts';
import { changedFields, newDoc, revise } from './changes.ts';
import type { Ctx } from './define.ts';

const ctx: Ctx = {
  now: Date.parse('2026-04-15T09:42:11.900Z'),
  tenant: 'tnt_clinic',
  actor: { kind: 'system', id: 'hub', name: 'Hub', scopes: new Set() },
  id: (prefix) => `${prefix}_1`,
};

const before: Docs['customers'] = {
  ...newDoc('customers', 'cust_1', { name: 'Ravi', tags: [], email: 'ravi@example.com' }, ctx),
  created_at: '2026-01-01T00:00:00Z',
};

test('a new document has what every document has, in whole seconds', () => {
  expect(newDoc('customers', 'cust_1', { name: 'Ravi', tags: [] }, ctx)).toEqual({
    id: 'cust_1',
    tenant_id: 'tnt_clinic',
    name: 'Ravi',
    tags: [],
    metadata: {},
    version: 1,
    created_at: '2026-04-15T09:42:11Z',
    updated_at: '2026-04-15T09:42:11Z',
  });
});

test('the next version changes what is named, removes what is null, and leaves the old one as it was', () => {
  const kept = structuredClone(before);
  const after = revise(before, { name: 'Ravi K.', email: null }, ctx);
  const { email: _, ...rest } = before;
  expect(after).toEqual({ ...rest, name: 'Ravi K.', version: 2, updated_at: '2026-04-15T09:42:11Z' });
  expect(before).toEqual(kept);
});

test('changed fields are those that came, went or differ, without the bookkeeping', () => {
  const after = revise(before, { email: null, phone: '+911', tags: ['vip'] }, ctx);
  expect(changedFields(before, after).sort()).toEqual(['email', 'phone', 'tags']);
  expect(changedFields(before, revise(before, { tags: [] }, ctx))).toEqual([]);
});

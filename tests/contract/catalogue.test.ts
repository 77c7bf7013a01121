import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { statusOf } from '../../server/api/errors.ts';
import { allCommands } from '../../shared/commands/index.ts';
import { errorCodes } from '../../shared/errors.ts';
import { eventTypes } from '../../shared/events.ts';
import { allResources } from '../../shared/resources/index.ts';
import { allScopes } from '../../shared/scopes.ts';
import { wireVersion } from '../../shared/wire/version.ts';

describe('closed lists', () => {
  test('there are 48 event types, and commands emit no other', () => {
    expect(Object.keys(eventTypes)).toHaveLength(48);
    for (const { name, emits } of allCommands)
      for (const type of emits) expect(Object.keys(eventTypes), name).toContain(type);
  });

  test('every error code has its status, its title and what to do', () => {
    expect(Object.keys(statusOf).sort()).toEqual(Object.keys(errorCodes).sort());
    for (const { title, todo } of Object.values(errorCodes))
      expect([title, todo]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/\w/)]);
  });

  test('each error code has the status that API.md gives it', () => {
    const byStatus = Map.groupBy(Object.entries(statusOf), ([, status]) => status);
    const table = [...byStatus].map(([status, codes]) => [
      status,
      codes
        .map(([code]) => code)
        .sort()
        .join(' '),
    ]);
    expect(Object.fromEntries(table)).toEqual({
      400: 'invalid_json query_too_complex',
      401: 'unauthorized',
      403: 'account_locked device_revoked forbidden tenant_mismatch',
      404: 'not_found unknown_endpoint',
      405: 'method_not_allowed',
      409: 'already_merged depends_on id_taken idempotency_in_progress invalid_transition',
      410: 'cursor_expired erased hold_expired',
      412: 'version_conflict',
      413: 'payload_too_large',
      415: 'unsupported_media_type',
      422: 'idempotency_key_reused invalid_cursor invalid_customer invalid_resource invalid_service outside_policy resource_unavailable validation_failed',
      426: 'upgrade_required',
      429: 'rate_limited',
      500: 'internal',
      503: 'unavailable',
    });
  });

  test('P1: every command has a scope that exists, and its name once', () => {
    for (const { name, scope } of allCommands) expect(allScopes, name).toContain(scope);
    const names = allCommands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('every resource’s example is a document of it', () => {
    const common = {
      tenant_id: 'tnt_clinic',
      metadata: {},
      version: 1,
      created_at: '2026-04-15T09:42:11Z',
      updated_at: '2026-04-15T09:42:11Z',
      links: {},
    };
    for (const { name, prefixes, wire, example } of allResources) {
      const parsed = wire.safeParse({ ...common, id: `${prefixes[0]}_1`, ...example });
      expect([name, parsed.error?.issues]).toEqual([name, undefined]);
    }
  });
});

describe('S8: a resource’s migrations', () => {
  test.for(allResources.map(({ name, schemaVersion, migrations }) => ({ name, schemaVersion, migrations })))(
    '$name has one for each version and none expects a field to be there',
    ({ schemaVersion, migrations }) => {
      const versions = Array.from({ length: schemaVersion }, (_, i) => String(i + 1));
      expect(Object.keys(migrations)).toEqual(versions);
      for (const migrate of Object.values(migrations)) expect(migrate({})).toBeTypeOf('object');
    },
  );
});

describe('S8: the wire', () => {
  /**
   * Shapes of the messages by version. When this test fails, a message of shared/wire has changed: desks of the
   * version before will not understand it. Raise `wireVersion`, keep `oldestWireVersion` at the one before, and add the
   * new hash here beside the old one.
   */
  const pinned: Readonly<Record<number, string>> = {
    1: 'cd0e6de4e3ec5271',
    2: 'a3582dc066dabb06',
  };

  test(`the messages are those of version ${wireVersion}`, async () => {
    const folder = new URL('../../shared/wire/', import.meta.url);
    // No desk is sent events: what becomes of their shapes is held by event-shapes.test.ts.
    const others = ['event.ts', 'version.ts', 'whole-number.ts', 'true-or-false.ts'];
    const files = readdirSync(folder).filter((file) => !others.includes(file) && !file.endsWith('.test.ts'));
    const shapes: Record<string, unknown> = {};
    for (const file of files.sort()) {
      const messages: Record<string, unknown> = await import(new URL(file, folder).href);
      for (const [name, schema] of Object.entries(messages).sort(([a], [b]) => (a < b ? -1 : 1)))
        if (schema instanceof z.ZodType) shapes[`${file} ${name}`] = z.toJSONSchema(schema, { io: 'input' });
    }
    expect(Object.keys(shapes).length).toBeGreaterThanOrEqual(8);
    const hash = createHash('sha256').update(JSON.stringify(shapes)).digest('hex').slice(0, 16);
    expect(hash).toBe(pinned[wireVersion]);
  });
});

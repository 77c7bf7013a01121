import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** docs/add-a-resource.md, carried out: its patch on a copy of the tree, and the hub and the desk's store over it. */
const root = resolve(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'dunebook-add-'));
let came: Record<string, unknown>;

beforeAll(() => {
  for (const folder of ['shared', 'server', 'tests/kit', 'package.json'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  cpSync(join(root, 'tests/contract/add-a-resource.child.ts'), join(copy, 'tests/contract/child.ts'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  execFileSync('git', ['init', '-q'], { cwd: copy });
  execFileSync('git', ['apply', '--verbose', join(root, 'docs/add-a-resource.patch')], {
    cwd: copy,
    stdio: 'pipe',
  });
  came = JSON.parse(
    execFileSync(process.execPath, ['tests/contract/child.ts'], { cwd: copy, encoding: 'utf8' }),
  );
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('adding a resource', () => {
  it('takes one resource file, its commands, one migration and a line in each list', () => {
    const changed = execFileSync('git', ['apply', '--numstat', join(root, 'docs/add-a-resource.patch')], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(
      changed
        .trim()
        .split('\n')
        .map((line) => line.split('\t')[2]),
    ).toEqual([
      'server/store/migrations/020-locations.ts',
      'server/store/migrations/index.ts',
      'shared/commands/index.ts',
      'shared/commands/locations/create.ts',
      'shared/commands/locations/delete.ts',
      'shared/commands/locations/update.ts',
      'shared/resources/index.ts',
      'shared/resources/locations.ts',
    ]);
  });

  it('gives REST', () => {
    expect(came).toMatchObject({
      created: 201,
      listed: [{ name: 'Harbour Street', external_id: 'harbour' }],
      changed: { address: '12 Harbour Street', version: 2 },
      wrong: 422,
    });
  });

  it('gives GraphQL', () => {
    expect(came.graphql).toEqual([
      { data: { locationCreate: { location: { name: 'Quay', version: 1 }, refusal: null } } },
      {
        data: {
          locations: {
            edges: [
              { node: { name: 'Harbour Street', address: '12 Harbour Street', externalId: 'harbour' } },
              { node: { name: 'Quay', address: null, externalId: null } },
            ],
          },
        },
      },
    ]);
  });

  it('gives OpenAPI', () => {
    expect(came.component).toBe(true);
    expect(came.operations).toEqual([
      'get /v2/locations',
      'post /v2/locations',
      'get /v2/locations/{id}',
      'patch /v2/locations/{id}',
      'delete /v2/locations/{id}',
    ]);
  });

  it('gives the desk’s store a collection', () => {
    expect(came.atDesk).toEqual(['12 Harbour Street']);
  });
});

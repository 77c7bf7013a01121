import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jsonSchemaOf } from '../../server/events/type-routes.ts';
import { type EventType, eventTypes } from '../../shared/events.ts';
import { at } from '../kit/rest.ts';

/**
 * What events of the wire version look like, by type. Receivers were written for it, so it may only grow: `RECORD=1`
 * writes down what was added, and refuses where something is gone, changed or no longer always there. That needs a new
 * wire version, beside which the old one is still delivered.
 */
const file = new URL('../golden/event-shapes.json', import.meta.url);
const version = 'v2';

interface Shape {
  readonly hash: string;
  /** Of each field: its types, and `?` where it may be absent. */
  readonly fields: Readonly<Record<string, string>>;
}
type Shapes = Readonly<Record<string, Shape>>;

function presentShapes(): Shapes {
  const types = Object.keys(eventTypes).filter((type): type is EventType => type in eventTypes);
  return Object.fromEntries(
    types.flatMap((type) => {
      const schema = jsonSchemaOf(type);
      if (!schema) return [];
      const fields: Record<string, string> = {};
      walk(schema, schema, '', '', fields);
      const hash = createHash('sha256')
        .update(JSON.stringify(bare(schema)))
        .digest('hex')
        .slice(0, 16);
      return [[type, { hash, fields: Object.fromEntries(Object.entries(fields).sort()) }]];
    }),
  );
}

/** Puts down every field below a schema; alternatives are told apart by their number. */
function walk(
  root: object,
  schema: unknown,
  path: string,
  mark: string,
  fields: Record<string, string>,
): void {
  const ref = at(schema, '$ref');
  if (typeof ref === 'string') {
    walk(root, at(root, ...ref.split('/').slice(1)), path, mark, fields);
    return;
  }
  const some = at(schema, 'anyOf');
  if (Array.isArray(some)) {
    for (const [i, one] of some.entries()) walk(root, one, `${path}<${i}>`, mark, fields);
    return;
  }
  const only = at(schema, 'const');
  const type = [at(schema, 'type') ?? (only === undefined ? 'any' : typeof only)].flat().join('|');
  if (path !== '') fields[path] = type + mark;
  const required = at(schema, 'required');
  for (const [name, one] of Object.entries(Object(at(schema, 'properties')))) {
    const always = Array.isArray(required) && required.includes(name);
    walk(root, one, path === '' ? name : `${path}.${name}`, always ? '' : '?', fields);
  }
  for (const inner of ['items', 'additionalProperties'])
    if (typeof at(schema, inner) === 'object') walk(root, at(schema, inner), `${path}[]`, '', fields);
}

/** A schema without what is for people. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  const isText = (key: string, one: unknown) =>
    key === 'examples' || key === 'example' || (key === 'description' && typeof one === 'string');
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !isText(key, one))
      .map(([key, one]) => [key, bare(one)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}

/** What a receiver that was written for `before` would miss or misunderstand in `now`. */
function broken(before: Shapes, now: Shapes): string[] {
  return Object.entries(before).flatMap(([type, { fields }]) => {
    const present = now[type]?.fields;
    if (!present) return [`${type} is gone`];
    return Object.entries(fields).flatMap(([path, kind]) => {
      const found = present[path];
      return found === kind || found === kind.replace(/\?$/, '')
        ? []
        : [`${type} ${path}: was ${kind}, is ${found ?? 'gone'}`];
    });
  });
}

function pinned(): Shapes {
  return JSON.parse(readFileSync(file, 'utf8'))[version];
}

test(`payloads are those of wire version ${version}; RECORD=1 puts down what was added`, () => {
  const now = presentShapes();
  const before = pinned();
  expect(broken(before, now), 'this breaks receivers: it needs a new wire version').toEqual([]);
  if (process.env.RECORD) writeFileSync(file, `${JSON.stringify({ [version]: now }, null, 1)}\n`);
  const hashes = (shapes: Shapes) =>
    Object.fromEntries(Object.entries(shapes).map(([type, { hash }]) => [type, hash]));
  expect(hashes(now), 'RECORD=1 puts down what was added').toEqual(hashes(pinned()));
});

test('every field of every payload is watched', () => {
  const now = presentShapes();
  expect(Object.keys(now).length).toBeGreaterThan(20);
  const { fields }: Pick<Shape, 'fields'> = now['booking.rescheduled'] ?? { fields: {} };
  expect(fields).toMatchObject({
    id: 'string',
    seq: 'integer',
    'actor.name': 'string',
    'data.object<0>.start_at': 'string',
    'data.object<0>.status': 'string',
    'data.previous.start_at': 'string?',
  });
  for (const path of Object.keys(fields)) {
    const without = { ...now, 'booking.rescheduled': { hash: '', fields: { ...fields, [path]: 'gone' } } };
    expect(broken(now, without)).toEqual([expect.stringContaining(`booking.rescheduled ${path}: was`)]);
  }
  const [first = ''] = Object.keys(fields).filter((path) => fields[path] === 'string');
  const optional = { ...now, 'booking.rescheduled': { hash: '', fields: { ...fields, [first]: 'string?' } } };
  expect(broken(now, optional)).toHaveLength(1);
  expect(
    broken(now, { ...now, 'booking.rescheduled': { hash: '', fields: { ...fields, more: 'string' } } }),
  ).toEqual([]);
});

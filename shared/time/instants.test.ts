import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { formatInstant, instant, latestInstant, minutes, parseInstant } from './instants.ts';

const wholeSecond = fc.integer({ min: 0, max: latestInstant / 1000 }).map((seconds) => seconds * 1000);

describe('T1: instants are stored in UTC, whole seconds', () => {
  it('parses what it formats, and formats as Date does', () => {
    fc.assert(
      fc.property(wholeSecond, (ms) => {
        expect(formatInstant(ms)).toBe(new Date(ms).toISOString().replace('.000', ''));
        expect(parseInstant(formatInstant(ms))).toBe(ms);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('normalises every offset to Z', () => {
    fc.assert(
      fc.property(wholeSecond, fc.integer({ min: -1439, max: 1439 }), (ms, offset) => {
        const local = ms + minutes(offset);
        fc.pre(local >= 0 && local <= latestInstant);
        const clock = Math.abs(offset);
        const hhmm = [Math.floor(clock / 60), clock % 60].map((n) => `${n}`.padStart(2, '0')).join(':');
        const wire = `${formatInstant(local).slice(0, 19)}${offset < 0 ? '-' : '+'}${hhmm}`;
        expect(instant.parse(wire)).toBe(formatInstant(ms));
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  it.each([
    ['2026-04-20T05:00:00Z', '2026-04-20T05:00:00Z'],
    ['2026-04-20T05:00:00.000Z', '2026-04-20T05:00:00Z'],
    ['2026-04-20T05:00:00.0+02:00', '2026-04-20T03:00:00Z'],
    ['2026-01-01T00:30:00+05:45', '2025-12-31T18:45:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['1969-12-31T23:00:00-02:00', '1970-01-01T01:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ])('reads %s', (wire, canonical) => {
    expect(instant.parse(wire)).toBe(canonical);
    expect(z.encode(instant, canonical)).toBe(canonical);
  });
});

describe('T8: what is no instant is refused, never repaired', () => {
  it.each([
    '2026-04-20T05:00:00',
    '2026-04-20',
    '2026-04-20T05:00Z',
    '2026-04-20 05:00:00Z',
    '2026-04-20t05:00:00z',
    '2026-04-20T05:00:00.5Z',
    '2026-04-20T05:00:00.Z',
    '2026-04-20T05:00:00,000Z',
    '2026-04-20T05:00:00+0200',
    '2026-04-20T05:00:00+24:00',
    '2026-04-20T05:00:00Z ',
    ' 2026-04-20T05:00:00Z',
    '2026-04-20T05:00:00Z[Europe/Berlin]',
    '2026-02-30T05:00:00Z',
    '2025-02-29T05:00:00Z',
    '2100-02-29T05:00:00Z',
    '2026-04-31T05:00:00Z',
    '2026-00-10T05:00:00Z',
    '2026-13-10T05:00:00Z',
    '2026-04-00T05:00:00Z',
    '2026-04-20T24:00:00Z',
    '2026-04-20T05:60:00Z',
    '2026-04-20T05:00:60Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '0099-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
    '２026-04-20T05:00:00Z',
    '',
  ])('refuses %j', (wire) => {
    expect(instant.safeParse(wire).success).toBe(false);
    expect(() => parseInstant(wire)).toThrow(RangeError);
  });

  it.each([-1000, Number.NaN, Number.POSITIVE_INFINITY, latestInstant + 1000])('formats no %d', (ms) => {
    expect(() => formatInstant(ms)).toThrow(RangeError);
  });

  it('writes a reading of a clock as the second that it lies in', () => {
    expect(formatInstant(1_999)).toBe('1970-01-01T00:00:01Z');
    expect(formatInstant(latestInstant + 999)).toBe('9999-12-31T23:59:59Z');
  });

  it('encodes only the canonical form', () => {
    expect(z.safeEncode(instant, '2026-04-20T05:00:00+02:00').success).toBe(false);
    expect(z.safeEncode(instant, '2026-04-20T05:00:00.000Z').success).toBe(false);
  });
});

it.each(['input', 'output'] as const)('the schema of an instant is a date-time as %s', (io) => {
  expect(z.toJSONSchema(instant, { io })).toMatchObject({ type: 'string', format: 'date-time' });
});

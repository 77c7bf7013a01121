import { describe, expect, it } from 'vitest';
import { createBlock } from '../../shared/commands/blocks/create.ts';
import type { Block } from '../../shared/resources/blocks.ts';
import { problemsOf } from '../forms/problems.ts';
import { type BlockValues, blockArgs, blockField, newBlock, valuesOfBlock } from './block-values.ts';

const zone = 'Europe/Berlin';
const monday = newBlock('2026-03-23');

function stored(values: BlockValues): Block {
  return {
    id: 'blk_1',
    tenant_id: 'tnt_1',
    version: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    metadata: {},
    kind: 'closure',
    last_end_at: '2026-12-31T00:00:00Z',
    start_at: '',
    end_at: '',
    ...blockArgs(values, zone),
  };
}

describe('closures and time off in a form', () => {
  it('T3: whole days go from midnight to midnight of the zone, over a clock change too', () => {
    const week = { ...monday, to: '2026-03-29' };
    expect(blockArgs(week, zone)).toMatchObject({
      start_at: '2026-03-22T23:00:00Z',
      end_at: '2026-03-29T22:00:00Z',
    });
  });

  it('what is stored and loaded again is the same, whatever it repeats by', () => {
    const all: BlockValues[] = [
      monday,
      { ...monday, to: '2026-03-27', reason: 'Annual leave' },
      { ...monday, whole: false, start: '12:00', end: '13:30', repeats: 'weekly', until: '2026-12-31' },
      { ...monday, repeats: 'biweekly' },
      { ...monday, repeats: 'monthly' },
      { ...monday, repeats: 'weekday' },
      { ...monday, repeats: 'yearly' },
    ];
    for (const values of all) {
      const { start, end, ...shown } = values;
      expect(valuesOfBlock(stored(values), zone)).toMatchObject(values.whole ? shown : values);
      const args = { kind: 'closure', ...blockArgs(values, zone) };
      expect(problemsOf(createBlock.args, args, blockField)).toEqual({});
    }
  });

  it('a rule that the form does not know is kept as it is', () => {
    const block = {
      ...stored({ ...monday, repeats: 'weekly' }),
      rrule: 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU',
    };
    const values = valuesOfBlock(block, zone);
    expect(values.repeats).toBe('other');
    expect(blockArgs(values, zone, block.rrule).rrule).toBe(block.rrule);
  });

  it('a date that is missing is a problem at its field', () => {
    const args = { kind: 'closure', ...blockArgs({ ...monday, to: '' }, zone) };
    expect(problemsOf(createBlock.args, args, blockField)).toEqual({ to: 'This is needed.' });
  });
});

import { describe, expect, it } from 'vitest';
import { checkStart, findSlots } from './availability.ts';
import { open, question, resource } from './testing/questions.ts';

/** Starts that the time suite (tests/time) once found to be offered and refused. */
describe('A1: what is offered across a change of clocks is accepted', () => {
  it('Goose Bay, 4 November 2007: clocks go back over midnight at 00:01, and it is the day before again', () => {
    const start = Date.parse('2007-11-04T03:00:00Z');
    const asked = question({
      now: 0,
      resources: [resource('res_a', { timezone: 'America/Goose_Bay', working_hours: open('00:00-24:00') })],
    });
    expect(findSlots(asked, { start, end: start + 1 }).map((slot) => slot.start)).toEqual([start]);
    expect(checkStart(asked, start)).toMatchObject({ ok: true, end: start + 30 * 60_000 });
  });
});

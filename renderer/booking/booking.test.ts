import { i18n } from '@lingui/core';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import { afterEach, describe, expect, it } from 'vitest';
import { doneAgain, takenBack } from '../../shared/commands/reasons.ts';
import { refuse } from '../../shared/errors.ts';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import type { AvailabilityQuestion } from '../../shared/time/availability-types.ts';
import { formatOf } from '../app/format.ts';
import { booking, resource, service } from '../testing/docs.ts';
import { reasonWords } from '../ui/words.ts';
import { minuteOf } from './clock-time.ts';
import { conflictsOf, conflictWords, type Lookup, suggestionsOf } from './conflicts.ts';
import { canGive, durationWith } from './fits.ts';
import { actionWords, beforeWords } from './history-words.ts';
import { moveAttempt } from './move.ts';
import { newCustomerFrom } from './NewCustomerFields.tsx';
import { overrideWords } from './override-words.ts';
import { overridesFor, quietOverrides } from './overrides.ts';
import { stepsFrom } from './status.ts';
import { judge } from './verdict.ts';

const format = formatOf({ timezone: 'Europe/Berlin', locale: 'en-GB' });
const now = Date.parse('2026-04-20T08:00:00Z');
const minute = 60_000;

describe('what staff set aside without being asked', () => {
  it('A8: the grid of starts always, the notice only for what has begun', () => {
    expect(quietOverrides(now + minute, now)).toEqual(['slot_step']);
    expect(quietOverrides(now - minute, now)).toEqual(['slot_step', 'min_notice']);
  });

  it('A8: soft rules can be set aside with a reason, another booking or hold never', () => {
    expect(overridesFor([{ type: 'outside_working_hours' }, { type: 'closure', id: 'blk_1' }])).toEqual([
      'outside_working_hours',
      'closure',
    ]);
    expect(overridesFor([{ type: 'time_off' }, { type: 'existing_booking', id: 'bk_1' }])).toBeUndefined();
    expect(overridesFor([{ type: 'held', id: 'hold_1' }])).toBeUndefined();
    expect(overridesFor([])).toBeUndefined();
  });
});

describe('verdict', () => {
  const question: AvailabilityQuestion = {
    now,
    buffer_before: 0,
    buffer_after: 0,
    slot_step: 30,
    min_notice: 0,
    needs: [{ role: 'practitioner', resource_ids: ['res_a'], skills: [], count: 1 }],
    resources: [
      {
        ...resource('res_a'),
        timezone: 'Europe/Berlin',
        duration: 30,
        claims: [
          {
            owner: 'bk_1',
            kind: 'booking',
            resource_id: 'res_a',
            core: { start: now + 60 * minute, end: now + 90 * minute },
            padded: { start: now + 60 * minute, end: now + 90 * minute },
          },
        ],
        blocks: [{ id: 'blk_1', kind: 'time_off', start: now + 180 * minute, end: now + 240 * minute }],
      },
    ],
    main_resource_ids: ['res_a'],
  };

  it('is free off the grid and in the past, where staff may book without being asked', () => {
    expect(judge(question, now + 5 * minute).kind).toBe('free');
    expect(judge(question, now - 60 * minute).kind).toBe('free');
  });

  it('T6: is free right up to and right after another visit, and not across it', () => {
    expect(judge(question, now + 30 * minute).kind).toBe('free');
    expect(judge(question, now + 90 * minute).kind).toBe('free');
    const across = judge(question, now + 45 * minute);
    expect(across).toEqual({ kind: 'no', conflicts: [{ type: 'existing_booking', id: 'bk_1' }] });
  });

  it('asks where only soft rules are in the way', () => {
    expect(judge(question, now + 200 * minute).kind).toBe('ask');
  });

  it('is no where there is not even a question', () => {
    expect(judge(refuse('invalid_resource', 'no'), now).kind).toBe('no');
  });
});

describe('moving', () => {
  const before = booking('bk_1', '2026-04-20T09:00:00Z', {
    override: ['outside_working_hours', 'existing_booking'],
    override_reason: 'Emergency',
  });
  const move = (args: { start_at?: string; duration?: number }) =>
    moveAttempt({ booking: before, name: 'Priya Sharma', args: { id: 'bk_1', ...args }, now, format });

  it('keeps what was set aside for the booking, but never a place over another one', () => {
    const { args } = move({ start_at: '2026-04-20T10:00:00Z' });
    expect(args.override).toEqual(['slot_step', 'outside_working_hours']);
    expect(args.override_reason).toBe('Emergency');
  });

  it('says where to, or that the length changed', () => {
    const to = { start_at: '2026-04-20T10:00:00Z', resource_id: 'res_a' };
    expect(move({ start_at: to.start_at }).saidFor(to)).toBe('Moved Priya Sharma to Mon 20 Apr, 12:00');
    expect(move({ duration: 45 }).saidFor(to)).toBe('Changed the length of Priya Sharma’s visit');
  });
});

describe('conflicts in words', () => {
  const names: Record<string, string> = {
    res_a: 'Dr Niket',
    bk_1: 'Priya Sharma, 10:30 – 11:00',
    blk_1: 'Leave',
  };
  const name = (id: string) => names[id];
  const lookup: Lookup = { resource: name, booking: name, block: name, hold: name };

  it('S6: name who, what and when', () => {
    expect(conflictWords({ type: 'existing_booking', id: 'bk_1' }, lookup, 'res_a')).toBe(
      'Dr Niket has Priya Sharma, 10:30 – 11:00',
    );
    expect(conflictWords({ type: 'time_off', id: 'blk_1' }, lookup, 'res_a')).toBe(
      'Dr Niket is away (Leave)',
    );
    expect(conflictWords({ type: 'outside_working_hours', resource_id: 'res_a' }, lookup)).toBe(
      'Outside the working hours of Dr Niket',
    );
  });

  it('stay vague about what this desk does not have', () => {
    expect(conflictWords({ type: 'existing_booking', id: 'bk_9' }, lookup)).toBe(
      'The time is booked already',
    );
    expect(conflictWords({ type: 'closure', id: 'blk_9' }, lookup)).toBe('The practice is closed');
  });

  it('are read from a refusal, and nothing is made of one that has none', () => {
    const details = {
      conflicts: [{ type: 'existing_booking', id: 'bk_1' }],
      suggestions: [{ start_at: '2026-04-20T10:00:00Z', available: true, resource_id: 'res_a' }],
    };
    expect(conflictsOf(refuse('resource_unavailable', '', details))).toEqual([
      { type: 'existing_booking', id: 'bk_1' },
    ]);
    expect(suggestionsOf(details)).toEqual([{ start_at: '2026-04-20T10:00:00Z', resource_id: 'res_a' }]);
    expect(conflictsOf(refuse('not_found', ''))).toEqual([]);
    expect(suggestionsOf({ suggestions: 'none' })).toEqual([]);
  });
});

describe('services', () => {
  it('A4: without needs any practitioner gives them; with needs those of the kind, list and skills', () => {
    const room = resource('res_r', { kind: 'room' });
    expect(canGive(resource('res_a'), service('svc_1'))).toBe(true);
    expect(canGive(room, service('svc_1'))).toBe(false);
    const need = { role: 'doctor', kind: 'practitioner' as const, skills: ['ecg'], count: 1 };
    const ecg = service('svc_1', { needs: [need] });
    expect(canGive(resource('res_a'), ecg)).toBe(false);
    expect(canGive(resource('res_a', { skills: ['ecg'] }), ecg)).toBe(true);
    const listed = service('svc_1', { needs: [{ ...need, skills: [], resource_ids: ['res_r'] }] });
    expect(canGive(room, listed)).toBe(true);
    expect(canGive(resource('res_a'), listed)).toBe(false);
  });

  it('A11: may take another time with one resource', () => {
    const slow = service('svc_1', { overrides: [{ resource_id: 'res_a', duration: 45 }] });
    expect(durationWith(slow, 'res_a')).toBe(45);
    expect(durationWith(slow, undefined)).toBe(30);
  });
});

describe('history', () => {
  it('B4: says what it was before', () => {
    const entry = { at: '2026-04-20T08:00:00Z', by: 'dev_1', by_name: 'Front desk', action: 'rescheduled' };
    const before = { start_at: '2026-04-20T09:00:00Z', end_at: '2026-04-20T09:30:00Z', resource_id: 'res_a' };
    expect(beforeWords({ ...entry, before }, format, () => 'Dr Niket')).toBe(
      'Before: from Mon 20 Apr, 11:00, until 11:30, with Dr Niket',
    );
    expect(beforeWords({ ...entry, before: { status: 'confirmed' } }, format, () => undefined)).toBe(
      'Before: confirmed',
    );
    expect(beforeWords({ ...entry, before: {} }, format, () => undefined)).toBe('');
  });
});

describe('small things', () => {
  it('every status has its ways on', () => {
    expect(Object.keys(stepsFrom).sort()).toEqual([...bookingStatuses].sort());
  });

  it('what was typed into the search goes where it belongs', () => {
    expect(newCustomerFrom('Zora Neale')).toEqual({ name: 'Zora Neale', phone: '', email: '' });
    expect(newCustomerFrom('+49 30 123456').phone).toBe('+49 30 123456');
    expect(newCustomerFrom('zora@example.com').email).toBe('zora@example.com');
  });

  it('a time is a time only once it is typed whole', () => {
    expect(minuteOf('09:30')).toBe(570);
    expect(minuteOf('09:30:00')).toBe(570);
    expect(minuteOf('9:3')).toBeUndefined();
  });
});

describe('what the desk notes by itself', () => {
  afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

  it('is stored in one language, and said in that of each desk', () => {
    const german = (message: string, translation: string) => [generateMessageId(message), translation];
    const messages = [
      german('Taken back', 'Zurückgenommen'),
      german('Done again', 'Wiederholt'),
      german('outside working hours', 'außerhalb der Arbeitszeit'),
      german('Step taken back', 'Schritt zurückgenommen'),
    ];
    i18n.loadAndActivate({ locale: 'de', messages: Object.fromEntries(messages) });
    expect([takenBack, doneAgain]).toEqual(['Taken back', 'Done again']);
    expect([reasonWords(takenBack), reasonWords(doneAgain)]).toEqual(['Zurückgenommen', 'Wiederholt']);
    expect(reasonWords('Taken back by his wife')).toBe('Taken back by his wife');
    const line = overrideWords(['outside_working_hours'], takenBack);
    expect(line).toBe('außerhalb der Arbeitszeit: Zurückgenommen');
    const entry = { at: '2026-04-20T08:00:00Z', by: 'dev_1', by_name: 'Desk', before: {} };
    expect(actionWords({ ...entry, action: 'taken back' })).toBe('Schritt zurückgenommen');
    expect(actionWords({ ...entry, action: 'what a newer hub does' })).toBe('what a newer hub does');
  });
});

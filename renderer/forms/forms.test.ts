import { describe, expect, it } from 'vitest';
import { refuse } from '../../shared/errors.ts';
import { practice } from '../../shared/resources/practice.ts';
import { services } from '../../shared/resources/services.ts';
import { staff } from '../../shared/resources/staff.ts';
import { changedArgs } from './changed.ts';
import { numberOf, textOf } from './inputs.ts';
import { limitsOf } from './limits.ts';
import { hubProblems, problemsOf } from './problems.ts';

describe('problemsOf', () => {
  const good = { name: 'Consultation', duration: 30 };

  it('finds nothing wrong with what the resource takes', () => {
    expect(problemsOf(services.create, good)).toEqual({});
  });

  it('says in a plain sentence what is wrong, at the field, with the limits of the schema', () => {
    const wrong = {
      name: '  ',
      duration: 0,
      slot_step: 7.5,
      capacity: 501,
      color: 'red',
      category: 'x'.repeat(61),
      price: { amount: 9.999, currency: 'EUR' },
      availability: { days: [], hours: { start: '9', end: '10:00' }, timezone: 'Mars/Olympus' },
      needs: [{ role: 'room' }],
    };
    expect(problemsOf(services.create, wrong)).toEqual({
      name: 'This is needed.',
      duration: 'At least 1.',
      slot_step: 'Only a whole number.',
      capacity: 'At most 500.',
      color: 'This is no colour. It looks like #2f9e44',
      category: 'At most 60 characters.',
      'price.amount': 'EUR has 2 decimals.',
      'availability.days': 'Choose at least one.',
      'availability.hours.start': 'This is no time of day. It looks like 09:30',
      'availability.timezone': 'Choose a time zone from the list.',
      'needs.0': 'Choose who or what it may be.',
    });
  });

  it('says that something is needed where it is missing or no number', () => {
    expect(problemsOf(services.create, {})).toEqual({
      name: 'This is needed.',
      duration: 'This is needed.',
    });
    expect(problemsOf(services.create, { ...good, duration: 'soon' })).toEqual({
      duration: 'This has to be a number.',
    });
  });

  it('puts a problem at the field that shows it', () => {
    const wrong = { ...good, price: { amount: -1, currency: 'EUR' } };
    const fieldOf = (path: string) => (path.startsWith('price.') ? 'amount' : path);
    expect(problemsOf(services.create, wrong, fieldOf)).toEqual({ amount: 'At least 0.' });
  });

  it('no sentence is one of zod’s own', () => {
    const all = [
      problemsOf(staff.create, { name: 1, email: 'x', role: 'king', resource_id: 'x', more: true }),
      problemsOf(practice.create, { currency: 'eur', country: 'x', locale: '?', rate_limits: 3 }),
    ];
    for (const sentence of all.flatMap((one) => Object.values(one)))
      expect(sentence).not.toMatch(/Invalid|Too|expected|received|Unrecognized/);
    expect(all[0]?.email).toBe('This is no e-mail address. It looks like name@example.com');
  });
});

describe('hubProblems', () => {
  it('what the hub found stands at its field, also where only the hub knows of it', () => {
    const refusal = refuse('validation_failed', 'end_at: must be later than start_at', {
      issues: [
        { path: 'end_at', message: 'must be later than start_at' },
        { path: 'name', message: 'Too big: expected string to have <=10 characters' },
        { path: 'rrule', message: 'nothing repeats after the year 9900' },
      ],
    });
    expect(hubProblems(refusal)).toEqual({
      end_at: 'It must end after it starts.',
      name: 'This can’t be used.',
      rrule: 'Nothing repeats after the year 9900.',
    });
    expect(hubProblems(refuse('unavailable', 'The hub is away'))).toEqual({});
  });
});

describe('limitsOf', () => {
  it('an input is told what the schema allows', () => {
    expect(limitsOf(services.create, 'name')).toEqual({ maxLength: 200, required: true });
    expect(limitsOf(services.create, 'duration')).toEqual({ min: 1, max: 1440, required: true });
    expect(limitsOf(services.create, 'buffer_after')).toEqual({ min: 0, max: 240 });
    expect(limitsOf(services.create, 'unknown')).toEqual({});
  });
});

describe('changedArgs', () => {
  it('an update names only what changed, and null for what is taken away', () => {
    const before = { name: 'A', color: '#000000', needs: [{ role: 'room' }], duration: 30 };
    const after = { name: 'B', color: undefined, needs: [{ role: 'room' }], duration: 30, category: 'C' };
    expect(changedArgs(before, after)).toEqual({ name: 'B', color: null, category: 'C' });
  });
});

describe('numberOf and textOf', () => {
  it('a number with a zero at its end is a number; nothing is nothing; words stay, to be refused', () => {
    expect(['1250.50', '7', 0, '', 'soon'].map(numberOf)).toEqual([1250.5, 7, 0, undefined, 'soon']);
    expect([' Knee ', '  ', '', null].map(textOf)).toEqual(['Knee', undefined, undefined, undefined]);
  });
});

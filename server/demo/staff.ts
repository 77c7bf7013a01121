import type { Resource } from '../../shared/resources/resources.ts';
import type { TimeRange, Weekday, WorkingHours } from '../../shared/time/hours.ts';
import { categories } from './menu.ts';
import { cultures } from './names.ts';
import type { Random } from './random.ts';
import { type Sizes, stamp } from './stamp.ts';

type Category = keyof typeof categories;

/** When somebody works: the days, and the ranges of each with lunch between them, `09:00-13:00`. */
type Shift = readonly [days: readonly Weekday[], ...ranges: string[]];

interface Person {
  readonly key: string;
  readonly name: string;
  readonly fields: readonly Category[];
  readonly shifts: readonly Shift[];
}

const weekdaysOnly: readonly Weekday[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
const fullTime: Shift = [weekdaysOnly, '09:00-13:00', '14:00-17:00'];
const early: Shift = [weekdaysOnly, '08:00-12:00', '12:30-16:00'];
const late: Shift = [['monday', 'tuesday', 'wednesday', 'thursday'], '13:00-17:00', '17:30-21:00'];
const partTime: Shift = [['tuesday', 'wednesday', 'thursday'], '09:00-14:00'];
const saturday: Shift = [['saturday'], '09:00-13:00'];

/** The clinic's six; the first is REF's. */
const people: readonly Person[] = [
  { key: 'dr_niket', name: 'Dr Niket', fields: ['Consultations', 'Cardiology'], shifts: [fullTime] },
  {
    key: 'dr_souza',
    name: 'Dr Ana Souza',
    fields: ['Consultations', 'Dermatology'],
    shifts: [[['monday', 'tuesday', 'thursday', 'friday'], '08:30-12:30', '13:30-17:00']],
  },
  { key: 'dr_chen', name: 'Dr Wei Chen', fields: ['Consultations', 'Cardiology'], shifts: [late] },
  { key: 'fatima', name: 'Fatima Al-Sayed', fields: ['Physiotherapy'], shifts: [early, saturday] },
  { key: 'tom', name: 'Tom Becker', fields: ['Physiotherapy'], shifts: [partTime] },
  { key: 'grace', name: 'Grace Okafor', fields: ['Nursing', 'Nutrition'], shifts: [early] },
];

/** What the others of a larger practice do, in turn. */
const furtherFields: readonly (readonly Category[])[] = [
  ['Consultations'],
  ['Nursing', 'Nutrition'],
  ['Consultations', 'Dermatology'],
  ['Physiotherapy'],
  ['Consultations', 'Cardiology'],
];
const furtherShifts: readonly (readonly Shift[])[] = [[fullTime], [early], [late], [fullTime, saturday]];

const palette = ['#1c7ed6', '#0ca678', '#f76707', '#ae3ec9', '#e8590c', '#3b5bdb', '#2b8a3e', '#c2255c'];

/** Makes the practitioners; `created` in milliseconds since the epoch. */
export function makePractitioners(sizes: Sizes, tenant: string, created: number, random: Random): Resource[] {
  const further = Array.from({ length: Math.max(0, sizes.practitioners - people.length) }, (_, index) =>
    makePerson(index, random),
  );
  return [...people, ...further]
    .slice(0, sizes.practitioners)
    .map(({ key, name, fields, shifts }, index) => ({
      ...stamp(`res_${key}`, tenant, created),
      name,
      kind: 'practitioner',
      working_hours: hoursOf(shifts),
      skills: fields.map((field) => categories[field].skill),
      shared_buffers: false,
      color: palette[index % palette.length],
      sort_order: (index + 1) * 10,
      online: true,
    }));
}

/** Makes the rooms, for treatments and for physiotherapy in turn; open whenever somebody works in them. */
export function makeRooms(sizes: Sizes, tenant: string, created: number): Resource[] {
  return Array.from({ length: sizes.rooms }, (_, index) => ({
    ...stamp(`res_room_${index + 1}`, tenant, created),
    name: `Room ${index + 1}`,
    kind: 'room',
    skills: [index % 2 === 0 ? 'treatment' : 'physio'],
    shared_buffers: false,
    sort_order: 1000 + index * 10,
    online: true,
  }));
}

function makePerson(index: number, random: Random): Person {
  const fields = furtherFields[index % furtherFields.length] ?? [];
  const culture = random.pick(cultures);
  const name = `${random.pick(culture.given)} ${random.pick(culture.family)}`;
  return {
    key: `staff_${index + people.length + 1}`,
    name: fields.includes('Consultations') ? `Dr ${name}` : name,
    fields,
    shifts: furtherShifts[index % furtherShifts.length] ?? [],
  };
}

function hoursOf(shifts: readonly Shift[]): WorkingHours {
  const weekly: WorkingHours['weekly'] = {};
  for (const [days, ...ranges] of shifts) {
    for (const day of days) weekly[day] = ranges.map(rangeOf);
  }
  return { weekly, overrides: [] };
}

function rangeOf(text: string): TimeRange {
  const [start = '', end = ''] = text.split('-');
  return { start, end };
}

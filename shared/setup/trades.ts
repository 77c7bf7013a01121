import type { Service } from '../resources/services.ts';
import type { TimeRange } from '../time/hours.ts';

/** What practices of a trade begin with. Names are words of the desk's language (renderer/setup), found by their keys. */

export const trades = [
  'medical',
  'dental',
  'physiotherapy',
  'hair',
  'beauty',
  'consulting',
  'tutoring',
  'vet',
] as const;
export type Trade = (typeof trades)[number];

export interface TradeService {
  /** Unique among all trades. */
  readonly key: string;
  /** Minutes. */
  readonly duration: number;
  /** Minutes kept free afterwards: to clean, to write up. */
  readonly after?: number;
  /** It takes one of the trade's places as well as somebody. */
  readonly place?: true;
  /** Ticked at first. */
  readonly usual?: true;
  readonly color: string;
}

export interface TradeTemplate {
  /** Of each working day. */
  readonly hours: readonly TimeRange[];
  /** Whether Saturday, where offices rest, is a working day too. */
  readonly saturdays: boolean;
  /** Rooms, chairs or the like that a visit takes; none where a visit takes a person alone. */
  readonly places?: { readonly kind: 'room' | 'equipment'; readonly count: number };
  readonly services: readonly TradeService[];
}

const blue = '#228be6';
const green = '#2f9e44';
const red = '#e03131';
const orange = '#e8590c';
const violet = '#7048e8';
const pink = '#d6336c';
const teal = '#0c8599';
const yellow = '#f08c00';

const day = (start: string, end: string): TimeRange[] => [{ start, end }];
const withBreak = (start: string, noon: string, after: string, end: string): TimeRange[] => [
  { start, end: noon },
  { start: after, end },
];

export const templates: Readonly<Record<Trade, TradeTemplate>> = {
  medical: {
    hours: withBreak('08:00', '12:00', '13:30', '17:30'),
    saturdays: false,
    places: { kind: 'room', count: 2 },
    services: [
      { key: 'medical_consultation', duration: 15, usual: true, color: blue },
      { key: 'medical_first', duration: 30, usual: true, color: violet },
      { key: 'medical_check_up', duration: 45, usual: true, color: green },
      { key: 'medical_vaccination', duration: 10, after: 5, usual: true, color: teal },
      { key: 'medical_blood_test', duration: 10, after: 5, usual: true, color: red },
      { key: 'medical_small_surgery', duration: 45, after: 15, place: true, color: orange },
      { key: 'medical_ecg', duration: 20, after: 5, place: true, color: pink },
      { key: 'medical_video', duration: 15, color: yellow },
    ],
  },
  dental: {
    hours: withBreak('08:00', '12:30', '13:30', '17:30'),
    saturdays: false,
    places: { kind: 'room', count: 2 },
    services: [
      { key: 'dental_check_up', duration: 30, after: 5, place: true, usual: true, color: blue },
      { key: 'dental_first', duration: 45, after: 5, place: true, usual: true, color: violet },
      { key: 'dental_cleaning', duration: 60, after: 10, place: true, usual: true, color: teal },
      { key: 'dental_filling', duration: 45, after: 10, place: true, usual: true, color: green },
      { key: 'dental_pain', duration: 20, after: 5, place: true, usual: true, color: red },
      { key: 'dental_crown', duration: 90, after: 10, place: true, color: orange },
      { key: 'dental_root_canal', duration: 90, after: 10, place: true, color: pink },
      { key: 'dental_whitening', duration: 60, after: 10, place: true, color: yellow },
    ],
  },
  physiotherapy: {
    hours: day('08:00', '19:00'),
    saturdays: false,
    places: { kind: 'room', count: 2 },
    services: [
      { key: 'physio_first', duration: 45, after: 5, place: true, usual: true, color: violet },
      { key: 'physio_treatment', duration: 25, after: 5, place: true, usual: true, color: blue },
      { key: 'physio_long', duration: 50, after: 5, place: true, usual: true, color: teal },
      { key: 'physio_manual', duration: 25, after: 5, place: true, usual: true, color: green },
      { key: 'physio_lymph', duration: 45, after: 5, place: true, color: pink },
      { key: 'physio_massage', duration: 30, after: 10, place: true, color: orange },
    ],
  },
  hair: {
    hours: day('09:00', '18:00'),
    saturdays: true,
    places: { kind: 'room', count: 3 },
    services: [
      { key: 'hair_cut', duration: 45, place: true, usual: true, color: blue },
      { key: 'hair_cut_short', duration: 30, place: true, usual: true, color: teal },
      { key: 'hair_child', duration: 25, place: true, usual: true, color: green },
      { key: 'hair_colour', duration: 90, place: true, usual: true, color: pink },
      { key: 'hair_highlights', duration: 120, place: true, usual: true, color: yellow },
      { key: 'hair_styling', duration: 30, place: true, color: violet },
      { key: 'hair_beard', duration: 20, place: true, color: orange },
    ],
  },
  beauty: {
    hours: day('09:00', '19:00'),
    saturdays: true,
    places: { kind: 'room', count: 2 },
    services: [
      { key: 'beauty_facial', duration: 60, after: 10, place: true, usual: true, color: pink },
      { key: 'beauty_manicure', duration: 45, after: 5, usual: true, color: red },
      { key: 'beauty_pedicure', duration: 60, after: 10, place: true, usual: true, color: violet },
      { key: 'beauty_waxing', duration: 30, after: 10, place: true, usual: true, color: orange },
      { key: 'beauty_brows', duration: 20, after: 5, usual: true, color: teal },
      { key: 'beauty_massage', duration: 60, after: 15, place: true, color: green },
      { key: 'beauty_make_up', duration: 60, after: 5, color: yellow },
    ],
  },
  consulting: {
    hours: day('09:00', '17:00'),
    saturdays: false,
    services: [
      { key: 'consulting_intro', duration: 30, usual: true, color: green },
      { key: 'consulting_session', duration: 60, after: 15, usual: true, color: blue },
      { key: 'consulting_long', duration: 90, after: 15, usual: true, color: violet },
      { key: 'consulting_call', duration: 30, usual: true, color: teal },
      { key: 'consulting_workshop', duration: 180, after: 30, color: orange },
    ],
  },
  tutoring: {
    hours: day('13:00', '20:00'),
    saturdays: true,
    services: [
      { key: 'tutoring_trial', duration: 30, usual: true, color: green },
      { key: 'tutoring_lesson', duration: 60, usual: true, color: blue },
      { key: 'tutoring_short', duration: 45, usual: true, color: teal },
      { key: 'tutoring_exam', duration: 90, usual: true, color: red },
      { key: 'tutoring_online', duration: 60, color: violet },
      { key: 'tutoring_parents', duration: 20, color: yellow },
    ],
  },
  vet: {
    hours: withBreak('08:30', '12:30', '15:00', '19:00'),
    saturdays: false,
    places: { kind: 'room', count: 2 },
    services: [
      { key: 'vet_consultation', duration: 20, after: 5, place: true, usual: true, color: blue },
      { key: 'vet_vaccination', duration: 15, after: 5, place: true, usual: true, color: teal },
      { key: 'vet_check_up', duration: 30, after: 5, place: true, usual: true, color: green },
      { key: 'vet_emergency', duration: 30, after: 10, place: true, usual: true, color: red },
      { key: 'vet_dental', duration: 60, after: 15, place: true, color: orange },
      { key: 'vet_surgery', duration: 90, after: 30, place: true, color: pink },
      { key: 'vet_nails', duration: 15, usual: true, color: yellow },
    ],
  },
};

/** What a service needs on every visit: somebody, and a place where its trade has them and this practice does. */
export function needsOf(
  { places }: TradeTemplate,
  service: TradeService,
  placeCount: number,
): Pick<Service, 'needs'>['needs'] {
  const person = { role: 'practitioner', kind: 'practitioner' as const, skills: [], count: 1 };
  if (!service.place || !places || placeCount === 0) return [person];
  return [person, { role: 'room', kind: places.kind, skills: [], count: 1 }];
}

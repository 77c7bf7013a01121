import type { Service } from '../../shared/resources/services.ts';

/** A service in few words; services.ts turns it into a document. */
export interface Dish {
  /** Its id without `svc_`. */
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly category: keyof typeof categories;
  /** Minutes. */
  readonly duration: number;
  readonly dollars: number;
  /** How often it is booked. */
  readonly weight: number;
  /** Minutes kept free before and after. */
  readonly buffers?: readonly [before: number, after: number];
  /** Skill its room must have; absent: it needs no room. */
  readonly room?: 'treatment' | 'physio';
  /** It takes no skill. */
  readonly anyone?: true;
  readonly more?: Partial<Service>;
}

/** Categories, and the skill that the practitioner of their services has. */
export const categories = {
  Consultations: { color: '#228be6', skill: 'general medicine' },
  Nursing: { color: '#12b886', skill: 'nursing' },
  Nutrition: { color: '#82c91e', skill: 'nutrition' },
  Cardiology: { color: '#e03131', skill: 'cardiology' },
  Dermatology: { color: '#f08c00', skill: 'dermatology' },
  Physiotherapy: { color: '#7048e8', skill: 'physiotherapy' },
} as const;

const day = 24 * 60;
const consultation = { category: 'Consultations' } as const;
const nursing = { category: 'Nursing', room: 'treatment', more: { slot_step: 5 } } as const;
const nutrition = { category: 'Nutrition' } as const;
const cardiology = { category: 'Cardiology' } as const;
const skin = { category: 'Dermatology' } as const;
const physio = { category: 'Physiotherapy', room: 'physio', buffers: [0, 5] } as const;

/** 24 services; OVERVIEW's example is the 25th. The first is REF's: 30 minutes, no buffers, with whom one likes. */
export const menu: readonly Dish[] = [
  d(consultation, 'consult_30', '30-min consultation', 'Time for one concern.', 30, 60, 5, { anyone: true }),
  d(consultation, 'follow_up', 'Short follow-up', 'Results and next steps.', 15, 30, 5),
  d(consultation, 'check_up', 'General check-up', 'Head to toe, once a year.', 45, 95, 3, {
    more: { overrides: [{ resource_id: 'res_dr_chen', duration: 60 }] },
  }),
  d(consultation, 'video', 'Video consultation', 'From wherever you are.', 20, 40, 3),
  d(consultation, 'travel', 'Travel advice', 'Vaccines and medicines for a journey.', 30, 50, 1),
  d(consultation, 'certificate', 'Medical certificate', 'For work, school or sport.', 15, 25, 2),
  d(nursing, 'vaccination', 'Vaccination', 'Flu, tetanus, travel.', 10, 20, 4, { buffers: [0, 5] }),
  d(nursing, 'blood_test', 'Blood test', 'Please come fasting.', 15, 25, 5, { buffers: [0, 5] }),
  d(nursing, 'wound_care', 'Wound care', 'Cleaning and a new dressing.', 30, 35, 3, { buffers: [0, 10] }),
  d(nutrition, 'nutrition_first', 'Nutrition, first visit', 'Habits, goals and a plan.', 45, 80, 2),
  d(nutrition, 'nutrition', 'Nutrition, follow-up', 'How the plan works out.', 20, 40, 2),
  d(cardiology, 'cardiology_first', 'Cardiology, first visit', 'History and examination.', 60, 150, 2),
  d(cardiology, 'cardiology', 'Cardiology, follow-up', 'Medication and results.', 30, 85, 3),
  d(cardiology, 'ecg', 'ECG', 'Resting electrocardiogram.', 30, 70, 2, {
    room: 'treatment',
    buffers: [0, 10],
  }),
  d(cardiology, 'echo', 'Echocardiogram', 'Ultrasound of the heart.', 45, 180, 1, {
    room: 'treatment',
    buffers: [5, 10],
    more: { requires_confirmation: true, max_horizon: 90 * day },
  }),
  d(skin, 'skin_check', 'Skin check', 'Every mole, once a year.', 30, 80, 4),
  d(skin, 'acne', 'Acne consultation', 'Care, medication, patience.', 20, 55, 2),
  d(skin, 'mole_removal', 'Mole removal', 'Under local anaesthetic.', 50, 220, 1, {
    room: 'treatment',
    buffers: [10, 15],
    more: { requires_confirmation: true, min_notice: day },
  }),
  d(skin, 'laser', 'Laser treatment', 'Scars, spots and vessels.', 45, 190, 1, {
    room: 'treatment',
    buffers: [5, 10],
  }),
  d(physio, 'physio_first', 'Physiotherapy, first visit', 'Assessment and first treatment.', 55, 90, 2),
  d(physio, 'physio', 'Physiotherapy', 'One treatment.', 25, 50, 6),
  d(physio, 'physio_long', 'Physiotherapy, long', 'Treatment of two regions.', 40, 70, 3),
  d(physio, 'massage', 'Medical massage', 'Back, neck or legs.', 50, 75, 2, { buffers: [0, 10] }),
  d(
    { category: 'Physiotherapy' },
    'exercises',
    'Exercise review',
    'By video: are they done right?',
    20,
    30,
    1,
  ),
];

function d(
  kind: Pick<Dish, 'category'> & Partial<Dish>,
  key: string,
  name: string,
  about: string,
  duration: number,
  dollars: number,
  weight: number,
  more: Partial<Dish> = {},
): Dish {
  return { ...kind, key, name, about, duration, dollars, weight, ...more };
}

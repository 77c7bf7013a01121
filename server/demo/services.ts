import type { Service } from '../../shared/resources/services.ts';
import type { Region } from './region.ts';
import { stamp } from './stamp.ts';

/** A service in few words; what is left out has the value that most have. */
interface Plan {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly category: Category;
  /** Minutes. */
  readonly duration: number;
  /** Minutes before and after. */
  readonly buffers?: readonly [before: number, after: number];
  readonly dollars: number;
  /** Skill its practitioner must have; absent: any practitioner. */
  readonly skill?: string;
  /** Skill its room must have; absent: it needs no room. */
  readonly room?: 'treatment' | 'physio';
  /** How often it is booked. */
  readonly weight: number;
  readonly more?: Partial<Service>;
}

const colors = {
  Consultations: '#228be6',
  Nursing: '#12b886',
  Nutrition: '#82c91e',
  Cardiology: '#e03131',
  Dermatology: '#f08c00',
  Physiotherapy: '#7048e8',
} as const;
type Category = keyof typeof colors;

const day = 24 * 60;

const plans: readonly Plan[] = [
  {
    // REF's service: 30 minutes, no buffers, with whom one likes.
    id: 'svc_consult_30',
    name: '30-min consultation',
    about: 'Time for one concern.',
    category: 'Consultations',
    duration: 30,
    dollars: 60,
    weight: 5,
  },
  consultation('short_follow_up', 'Short follow-up', 'Results and next steps.', 15, 30, 5),
  consultation('check_up', 'General check-up', 'Head to toe, once a year.', 45, 95, 3, {
    overrides: [{ resource_id: 'res_dr_chen', duration: 60 }],
  }),
  consultation('video', 'Video consultation', 'From wherever you are.', 20, 40, 3),
  consultation('travel_advice', 'Travel advice', 'Vaccines and prophylaxis for a journey.', 30, 50, 1),
  consultation('certificate', 'Medical certificate', 'For work, school or sport.', 15, 25, 2),
  nursing('vaccination', 'Vaccination', 'Flu, tetanus, travel.', 10, 5, 20, 4),
  nursing('blood_test', 'Blood test', 'Come fasting.', 15, 5, 25, 5),
  nursing('wound_care', 'Wound care', 'Cleaning and a new dressing.', 30, 10, 35, 3),
  nutrition('nutrition_first', 'Nutrition, first visit', 'Habits, goals and a plan.', 45, 80, 2),
  nutrition('nutrition_follow_up', 'Nutrition, follow-up', 'How the plan works out.', 20, 40, 2),
  cardiology('cardiology_first', 'Cardiology, first visit', 'History, examination, plan.', 60, 150, 2),
  cardiology('cardiology_follow_up', 'Cardiology, follow-up', 'Medication and results.', 30, 85, 3),
  cardiology('ecg', 'ECG', 'Resting electrocardiogram.', 30, 70, 3, { buffers: [0, 10], room: 'treatment' }),
  cardiology('echo', 'Echocardiogram', 'Ultrasound of the heart.', 45, 180, 1, {
    buffers: [5, 10],
    room: 'treatment',
    more: { requires_confirmation: true, max_horizon: 90 * day },
  }),
  dermatology('skin_check', 'Skin check', 'Every mole, once a year.', 30, 80, 4),
  dermatology('acne', 'Acne consultation', 'Care, medication, patience.', 20, 55, 2),
  dermatology('mole_removal', 'Mole removal', 'Under local anaesthetic.', 50, 220, 1, {
    buffers: [10, 15],
    room: 'treatment',
    more: { requires_confirmation: true, min_notice: day },
  }),
  dermatology('laser', 'Laser treatment', 'Scars, spots and vessels.', 45, 190, 1, {
    buffers: [5, 10],
    room: 'treatment',
  }),
  physio('physio_first', 'Physiotherapy, first visit', 'Assessment and first treatment.', 55, 5, 90, 2),
  physio('physio', 'Physiotherapy', 'One treatment.', 25, 5, 50, 6),
  physio('physio_long', 'Physiotherapy, long', 'Treatment of two regions.', 40, 5, 70, 3),
  physio('massage', 'Medical massage', 'Back, neck or legs.', 50, 10, 75, 2),
  {
    id: 'svc_exercise_review',
    name: 'Exercise review by video',
    about: 'Are the exercises right?',
    category: 'Physiotherapy',
    duration: 20,
    dollars: 30,
    skill: 'physiotherapy',
    weight: 1,
  },
];

/** OVERVIEW's example service, as it stands there. */
const overviewConsultation = {
  id: 'srv_consultation',
  name: '1-Hour Consultation',
  description: 'Expert guidance on your project',
  duration: 60,
  price: { amount_minor: 15_000, currency: 'USD', type: 'hourly' },
  availability: {
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    hours: { start: '09:00', end: '17:00' },
    timezone: 'America/New_York',
  },
} satisfies Partial<Service>;

const usual = {
  description: '',
  buffer_before: 0,
  buffer_after: 0,
  min_notice: 0,
  overrides: [],
  needs: [],
  requires_confirmation: false,
  archived: false,
} satisfies Partial<Service>;

/** The 25 services, and how often each is booked. */
export interface Menu {
  readonly services: readonly Service[];
  /** By service id. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Makes the services; `created` in milliseconds, prices in the region's currency. */
export function makeServices(tenant: string, created: number, region: Region): Menu {
  const services = plans.map((plan) => serviceOf(plan, tenant, created, region));
  services.push({ ...stamp(overviewConsultation.id, tenant, created), ...usual, ...overviewConsultation });
  const weights = new Map(plans.map(({ id, weight }) => [id, weight]));
  return { services, weights: weights.set(overviewConsultation.id, 0.5) };
}

function serviceOf(plan: Plan, tenant: string, created: number, region: Region): Service {
  const [before, after] = plan.buffers ?? [0, 0];
  const needs: Service['needs'] = [];
  if (plan.skill)
    needs.push({ role: 'practitioner', kind: 'practitioner', skills: [plan.skill], count: 1 });
  if (plan.room) needs.push({ role: 'room', kind: 'room', skills: [plan.room], count: 1 });
  return {
    ...stamp(plan.id, tenant, created),
    ...usual,
    name: plan.name,
    description: plan.about,
    duration: plan.duration,
    price: { amount_minor: priceOf(plan.dollars, region), currency: region.currency, type: 'flat' },
    buffer_before: before,
    buffer_after: after,
    needs,
    category: plan.category,
    color: colors[plan.category],
    ...plan.more,
  };
}

/** Minor units of a round price. */
function priceOf(dollars: number, { currency, perDollar }: Region): number {
  return Math.round(dollars * perDollar) * 10 ** minorDigits(currency);
}

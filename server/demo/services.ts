import { minorDigits } from '../../shared/money.ts';
import type { Service } from '../../shared/resources/services.ts';
import { categories, type Dish, menu } from './menu.ts';
import type { Region } from './region.ts';
import { stamp } from './stamp.ts';

/** OVERVIEW's example service, as it stands there. */
const overviewConsultation: Pick<Service, 'name' | 'description' | 'duration' | 'price' | 'availability'> = {
  name: '1-Hour Consultation',
  description: 'Expert guidance on your project',
  duration: 60,
  price: { amount_minor: 15_000, currency: 'USD', type: 'hourly' },
  availability: {
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    hours: { start: '09:00', end: '17:00' },
    timezone: 'America/New_York',
  },
};

const usual = {
  buffer_before: 0,
  buffer_after: 0,
  min_notice: 0,
  overrides: [],
  needs: [],
  any_staff: 'priority',
  requires_confirmation: false,
  archived: false,
} satisfies Partial<Service>;

/** A service, and how often it is booked beside the others. */
export interface Offer {
  readonly service: Service;
  readonly weight: number;
}

/** Makes the 25 services; `created` in milliseconds since the epoch. */
export function makeOffers(tenant: string, created: number, region: Region): Offer[] {
  const offers = menu.map((dish) => ({
    service: serviceOf(dish, tenant, created, region),
    weight: dish.weight,
  }));
  const overviews = { ...stamp('srv_consultation', tenant, created), ...usual, ...overviewConsultation };
  return [...offers, { service: overviews, weight: 0.5 }];
}

function serviceOf(dish: Dish, tenant: string, created: number, region: Region): Service {
  const [before, after] = dish.buffers ?? [0, 0];
  const { color, skill } = categories[dish.category];
  return {
    ...stamp(`svc_${dish.key}`, tenant, created),
    ...usual,
    name: dish.name,
    description: dish.about,
    duration: dish.duration,
    price: { amount_minor: minorUnits(dish.dollars, region), currency: region.currency, type: 'flat' },
    buffer_before: before,
    buffer_after: after,
    needs: dish.anyone ? [] : needsOf(skill, dish.room),
    category: dish.category,
    color,
    ...dish.more,
  };
}

function needsOf(skill: string, room: Dish['room']): Service['needs'] {
  const who = { role: 'practitioner', kind: 'practitioner' as const, skills: [skill], count: 1 };
  return room ? [who, { role: 'room', kind: 'room', skills: [room], count: 1 }] : [who];
}

function minorUnits(dollars: number, { currency, perDollar }: Region): number {
  return Math.round(dollars * perDollar) * 10 ** minorDigits(currency);
}

import type { MakeId } from '../ids.ts';
import type { TimeRange, Weekday } from '../time/hours.ts';
import { workingDays } from './countries.ts';
import type { SetUpRequest } from './request.ts';
import { needsOf, type Trade, templates } from './trades.ts';

/** What a person answered while setting up. */
export interface Answers {
  readonly trade: Trade;
  readonly practice: {
    readonly name: string;
    readonly country: string;
    readonly timezone: string;
    readonly currency: string;
    readonly locale: string;
  };
  readonly days: readonly Weekday[];
  /** Of each of these days. */
  readonly hours: readonly TimeRange[];
  readonly owner: {
    readonly name: string;
    readonly email: string;
    readonly pin: string;
    /** They see customers themselves. */
    readonly practises: boolean;
  };
  /** Names of others who do. */
  readonly others: readonly string[];
  /** One name for each room, chair or the like. */
  readonly places: readonly string[];
  readonly services: readonly {
    readonly key: string;
    readonly name: string;
    /** Minutes. */
    readonly duration: number;
    /** In the practice's currency. */
    readonly price?: number | undefined;
  }[];
}

/** On which days practices of a trade in a country work. */
export function proposedDays(trade: Trade, country: string): Weekday[] {
  const days = workingDays(country);
  return templates[trade].saturdays ? [...days, 'saturday'] : [...days];
}

const palette = ['#1c7ed6', '#0ca678', '#f76707', '#ae3ec9', '#3b5bdb', '#2b8a3e', '#c2255c', '#e8590c'];

/** The practice that follows from the answers, as the hub takes it; ids are made here, so that one may name another. */
export function proposePractice(answers: Answers, makeId: MakeId): Omit<SetUpRequest, 'secret'> {
  const { trade, practice, days, hours, owner, others, places, services } = answers;
  const template = templates[trade];
  const weekly = Object.fromEntries(days.map((day) => [day, [...hours]]));
  const people = [...(owner.practises ? [owner.name] : []), ...others];
  const practitioners = people.map((name, index) => ({
    id: makeId('res'),
    name,
    kind: 'practitioner' as const,
    working_hours: { weekly },
    color: palette[index % palette.length],
    sort_order: (index + 1) * 10,
  }));
  const rooms = places.map((name, index) => ({
    id: makeId('res'),
    name,
    kind: template.places?.kind ?? ('room' as const),
    sort_order: 1000 + index * 10,
  }));
  const own = owner.practises ? practitioners[0]?.id : undefined;
  const { name, email, pin } = owner;
  return {
    practice,
    owner: { name, email, pin, ...(own && { resource_id: own }) },
    resources: [...practitioners, ...rooms],
    services: template.services.flatMap((service) => {
      const chosen = services.find(({ key }) => key === service.key);
      if (!chosen) return [];
      const { price } = chosen;
      return {
        id: makeId('svc'),
        name: chosen.name,
        duration: chosen.duration,
        color: service.color,
        buffer_after: service.after ?? 0,
        needs: needsOf(template, service, places.length),
        ...(price !== undefined && { price: { amount: price, currency: practice.currency } }),
      };
    }),
  };
}

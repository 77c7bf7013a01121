import { countryOf, guessCountry } from '../../shared/setup/countries.ts';
import { type Answers, proposedDays } from '../../shared/setup/propose.ts';
import { type Trade, templates } from '../../shared/setup/trades.ts';
import type { TimeRange, Weekday } from '../../shared/time/hours.ts';
import { serviceWords } from './service-words.ts';
import { tradeWords } from './trade-words.ts';

/** A service as the form has it: all that can be chosen, ticked or not. */
export interface ServiceChoice {
  readonly key: string;
  readonly name: string;
  readonly chosen: boolean;
  readonly duration: number;
  readonly price: number | undefined;
}

/** What is typed so far. */
export interface Draft {
  readonly trade: Trade | undefined;
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
  readonly currency: string;
  readonly locale: string;
  readonly days: readonly Weekday[];
  readonly open: string;
  readonly close: string;
  /** Closed from and until, in the middle of the day. */
  readonly pause: { readonly from: string; readonly to: string } | undefined;
  readonly ownerName: string;
  readonly email: string;
  readonly pin: string;
  readonly practises: boolean;
  readonly others: readonly { readonly id: number; readonly name: string }[];
  readonly places: number;
  readonly services: readonly ServiceChoice[];
}

/** Before anything is typed: what can be told from this computer. */
export function firstDraft(zone: string, spoken: readonly string[]): Draft {
  const country = guessCountry(zone, spoken);
  return {
    trade: undefined,
    name: '',
    ...placed(country.code, zone, spoken),
    days: [],
    open: '09:00',
    close: '17:00',
    pause: undefined,
    ownerName: '',
    email: '',
    pin: '',
    practises: true,
    others: [],
    places: 0,
    services: [],
  };
}

/** What follows from a country; this computer’s zone where it lies there. */
export function placed(code: string, zone: string, spoken: readonly string[]) {
  const country = countryOf(code) ?? guessCountry(zone, spoken);
  const timezone = country.zones.includes(zone) ? zone : country.zones[0];
  const locale = spoken.find((language) => language.endsWith(`-${code}`)) ?? country.locale;
  return { country: country.code, timezone, currency: country.currency, locale };
}

/** What a trade proposes, in place of what another one did. */
export function withTrade(draft: Draft, trade: Trade): Draft {
  if (draft.trade === trade) return draft;
  const { hours, places, services } = templates[trade];
  return {
    ...draft,
    trade,
    days: proposedDays(trade, draft.country),
    ...readHours(hours),
    places: places?.count ?? 0,
    services: services.map(({ key, duration, usual }) => ({
      key,
      name: serviceWords(key),
      chosen: usual === true,
      duration,
      price: undefined,
    })),
  };
}

/** A country with its own week. */
export function withCountry(draft: Draft, code: string, zone: string, spoken: readonly string[]): Draft {
  const days = draft.trade ? proposedDays(draft.trade, code) : draft.days;
  return { ...draft, ...placed(code, zone, spoken), days };
}

/** The answers, once every step is complete. */
export function answersOf(draft: Draft): Answers | undefined {
  const { trade, name, country, timezone, currency, locale } = draft;
  if (!trade) return undefined;
  return {
    trade,
    practice: { name: name.trim(), country, timezone, currency, locale },
    days: draft.days,
    hours: hoursOf(draft),
    owner: {
      name: draft.ownerName.trim(),
      email: draft.email.trim(),
      pin: draft.pin,
      practises: draft.practises,
    },
    others: draft.others.map(({ name: own }) => own.trim()).filter((own) => own !== ''),
    places: Array.from({ length: draft.places }, (_, index) => tradeWords(trade).place(index + 1)),
    services: draft.services
      .filter(({ chosen }) => chosen)
      .map(({ key, name: own, duration, price }) => ({ key, name: own.trim(), duration, price })),
  };
}

function readHours(ranges: readonly TimeRange[]): Pick<Draft, 'open' | 'close' | 'pause'> {
  const [first, second] = ranges;
  return {
    open: first?.start ?? '09:00',
    close: (second ?? first)?.end ?? '17:00',
    pause: first && second ? { from: first.end, to: second.start } : undefined,
  };
}

export function hoursOf({ open, close, pause }: Pick<Draft, 'open' | 'close' | 'pause'>): TimeRange[] {
  if (!pause) return [{ start: open, end: close }];
  return [
    { start: open, end: pause.from },
    { start: pause.to, end: close },
  ];
}

import { fromMinor, type Price } from '../../shared/money.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { AnyStaffRule } from '../../shared/time/any-staff.ts';
import type { Weekday } from '../../shared/time/hours.ts';
import type { Args } from '../forms/changed.ts';
import { numberOf, textOf } from '../forms/inputs.ts';

type Digits = number | string;

export interface NeedValues {
  readonly role: string;
  /** Any of a kind, or one of those named. */
  readonly by: 'kind' | 'ids';
  readonly kind: 'practitioner' | 'room' | 'equipment';
  readonly resource_ids: string[];
  readonly skills: string[];
  readonly count: Digits;
}

export interface OverrideValues {
  readonly resource_id: string;
  /** Empty: as the service says. */
  readonly duration: Digits;
  readonly amount: Digits;
}

/** A service as its form has it. */
export interface ServiceValues extends Record<string, unknown> {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly color: string;
  readonly duration: Digits;
  readonly priced: 'none' | 'flat' | 'hourly' | 'custom';
  readonly amount: Digits;
  readonly currency: string;
  readonly buffer_before: Digits;
  readonly buffer_after: Digits;
  readonly slot_step: Digits;
  readonly min_notice: Digits;
  readonly max_horizon: Digits;
  readonly requires_confirmation: boolean;
  readonly taught: boolean;
  readonly capacity: Digits;
  readonly any_staff: AnyStaffRule;
  readonly needs: NeedValues[];
  readonly overrides: OverrideValues[];
  readonly limited: boolean;
  readonly days: Weekday[];
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
}

/** What a new service begins with. */
export function newService(currency: string, timezone: string): ServiceValues {
  return {
    name: '',
    description: '',
    category: '',
    color: '',
    duration: 30,
    priced: 'flat',
    amount: '',
    currency,
    buffer_before: 0,
    buffer_after: 0,
    slot_step: '',
    min_notice: 0,
    max_horizon: '',
    requires_confirmation: false,
    taught: false,
    capacity: 10,
    any_staff: 'priority',
    needs: [],
    overrides: [],
    limited: false,
    days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    from: '09:00',
    to: '17:00',
    timezone,
  };
}

export function valuesOfService(service: Service, currency: string, timezone: string): ServiceValues {
  const { price, availability, capacity, needs, overrides, ...rest } = service;
  const none = newService(price?.currency ?? currency, timezone);
  return {
    ...none,
    name: rest.name,
    description: rest.description,
    category: rest.category ?? '',
    color: rest.color ?? '',
    duration: rest.duration,
    priced: price?.type ?? 'none',
    amount: price ? amountOf(price) : '',
    buffer_before: rest.buffer_before,
    buffer_after: rest.buffer_after,
    slot_step: rest.slot_step ?? '',
    min_notice: rest.min_notice,
    max_horizon: rest.max_horizon ?? '',
    requires_confirmation: rest.requires_confirmation,
    taught: capacity !== undefined,
    capacity: capacity ?? none.capacity,
    any_staff: rest.any_staff,
    needs: needs.map(({ role, kind, resource_ids, skills, count }) => ({
      role,
      by: resource_ids ? 'ids' : 'kind',
      kind: kind ?? 'practitioner',
      resource_ids: [...(resource_ids ?? [])],
      skills: [...skills],
      count,
    })),
    overrides: overrides.map((own) => ({
      resource_id: own.resource_id,
      duration: own.duration ?? '',
      amount: own.price ? amountOf(own.price) : '',
    })),
    ...(availability && {
      limited: true,
      days: [...availability.days],
      from: availability.hours.start,
      to: availability.hours.end,
      timezone: availability.timezone,
    }),
  };
}

/** In wire form, as `services.create` takes it. */
export function serviceArgs(values: ServiceValues): Args {
  const { priced, currency } = values;
  const type = priced === 'none' ? 'flat' : priced;
  const price = (amount: Digits) => ({ amount: numberOf(amount), currency, type });
  return {
    name: values.name,
    description: values.description,
    category: textOf(values.category),
    color: textOf(values.color),
    duration: numberOf(values.duration),
    price:
      priced === 'none' || (priced === 'flat' && values.amount === '') ? undefined : price(values.amount),
    buffer_before: numberOf(values.buffer_before) ?? 0,
    buffer_after: numberOf(values.buffer_after) ?? 0,
    slot_step: numberOf(values.slot_step),
    min_notice: numberOf(values.min_notice) ?? 0,
    max_horizon: numberOf(values.max_horizon),
    requires_confirmation: values.requires_confirmation,
    capacity: values.taught ? (numberOf(values.capacity) ?? '') : undefined,
    any_staff: values.any_staff,
    needs: values.needs.map(({ by, kind, resource_ids, role, skills, count }) => ({
      role: role.trim(),
      ...(by === 'ids' ? { resource_ids } : { kind }),
      skills,
      count: numberOf(count) ?? '',
    })),
    overrides: values.overrides.map(({ resource_id, duration, amount }) => ({
      resource_id,
      ...(duration !== '' && { duration }),
      ...(amount !== '' && { price: price(amount) }),
    })),
    availability: values.limited
      ? {
          days: values.days,
          hours: { start: values.from, end: values.to },
          timezone: values.timezone,
        }
      : undefined,
  };
}

/** Where the form shows what is wrong with a field of the wire form. */
export function serviceField(path: string): string {
  if (path.startsWith('price')) return path === 'price.currency' ? 'currency' : 'amount';
  if (path === 'availability.days') return 'days';
  if (path === 'availability.hours.start') return 'from';
  if (path.startsWith('availability.hours')) return 'to';
  if (path === 'availability.timezone') return 'timezone';
  return path.replace(/^(overrides\.\d+)\.price.*/, '$1.amount').replace(/^(needs\.\d+)$/, '$1.kind');
}

/** The decimal amount that a money input shows. */
function amountOf({ amount_minor, currency }: Price): number {
  return fromMinor(amount_minor, currency);
}

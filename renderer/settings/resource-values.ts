import type { Resource } from '../../shared/resources/resources.ts';
import type { TimeRange } from '../../shared/time/hours.ts';
import type { Args } from '../forms/changed.ts';
import { numberOf, textOf } from '../forms/inputs.ts';
import { usualWeek, type Week, weeklyOf, weekOf } from './hours.ts';

/** A date that differs from the week. */
export interface Exception {
  readonly date: string;
  readonly ranges: TimeRange[];
}

/** A resource as its form has it. */
export interface ResourceValues extends Record<string, unknown> {
  readonly name: string;
  readonly kind: Resource['kind'];
  readonly color: string;
  readonly skills: string[];
  /** Empty: the practice’s. */
  readonly timezone: string;
  readonly shared_buffers: boolean;
  readonly sort_order: number | string;
  /** False: not limited by hours. */
  readonly limited: boolean;
  readonly week: Week;
  readonly exceptions: Exception[];
}

/** What a new person, room or device begins with. */
export function newResource(
  kind: Resource['kind'],
  sort_order: number,
  week: Week = usualWeek,
): ResourceValues {
  return {
    name: '',
    kind,
    color: '',
    skills: [],
    timezone: '',
    shared_buffers: false,
    sort_order,
    limited: kind === 'practitioner',
    week,
    exceptions: [],
  };
}

export function valuesOfResource(resource: Resource): ResourceValues {
  const { working_hours } = resource;
  return {
    name: resource.name,
    kind: resource.kind,
    color: resource.color ?? '',
    skills: [...resource.skills],
    timezone: resource.timezone ?? '',
    shared_buffers: resource.shared_buffers,
    sort_order: resource.sort_order,
    limited: working_hours !== undefined,
    week: working_hours ? weekOf(working_hours) : usualWeek,
    exceptions: (working_hours?.overrides ?? []).map(({ date, ranges }) => ({ date, ranges: [...ranges] })),
  };
}

/** In wire form, as `resources.create` takes it. */
export function resourceArgs(values: ResourceValues): Args {
  return {
    name: values.name,
    kind: values.kind,
    color: textOf(values.color),
    skills: values.skills,
    timezone: textOf(values.timezone),
    shared_buffers: values.shared_buffers,
    sort_order: numberOf(values.sort_order) ?? 100,
    working_hours: values.limited
      ? { weekly: weeklyOf(values.week), overrides: values.exceptions }
      : undefined,
  };
}

/** Where the form shows what is wrong with a field of the wire form. */
export function resourceField(path: string): string {
  if (path.startsWith('working_hours.overrides')) return 'exceptions';
  return path.startsWith('working_hours') ? 'week' : path;
}

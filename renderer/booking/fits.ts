import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { Need } from '../../shared/time/availability-types.ts';

/** Whether a resource can be the main one of a service; a service without needs takes any practitioner. */
export function canGive(resource: Resource, service: Service): boolean {
  const need = service.needs[0];
  return need ? fillsNeed(resource, need) : resource.kind === 'practitioner';
}

/** Whether a resource is among those that a need names, with all the skills. */
export function fillsNeed(resource: Resource, need: Pick<Need, 'resource_ids' | 'kind' | 'skills'>): boolean {
  const named = need.resource_ids ? need.resource_ids.includes(resource.id) : need.kind === resource.kind;
  return named && need.skills.every((skill) => resource.skills.includes(skill));
}

/** Minutes that a service takes with a resource (rule A11). */
export function durationWith(service: Service, resourceId: string | undefined): number {
  const own = service.overrides.find((override) => override.resource_id === resourceId)?.duration;
  return own ?? service.duration;
}

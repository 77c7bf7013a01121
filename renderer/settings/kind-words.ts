import { t } from '@lingui/core/macro';
import type { Resource } from '../../shared/resources/resources.ts';

/** What a kind of resource is called. */
export function kindWords(kind: Resource['kind']): string {
  if (kind === 'practitioner') return t`person`;
  return kind === 'room' ? t`room` : t`device`;
}

/** The same of several. */
export function kindsWords(kind: Resource['kind']): string {
  if (kind === 'practitioner') return t`People`;
  return kind === 'room' ? t`Rooms` : t`Devices`;
}

import { type Refusal, refuse } from '../../shared/errors.ts';

/** Why nothing is done to a document that is at another version than the caller takes it to be at; undefined where it is not. */
export function refuseStale(
  { version }: { readonly version: number },
  ifVersion: number | readonly number[] | undefined,
): Refusal | undefined {
  if (ifVersion === undefined || [ifVersion].flat().includes(version)) return undefined;
  return refuse('version_conflict', `It is at version ${version} by now`, { version });
}

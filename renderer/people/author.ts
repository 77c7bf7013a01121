import { staffOf } from '../../shared/wire/desk-session.ts';
import type { Desk, Intent } from '../data/index.ts';

/** The name of whoever did something at this desk; undefined where nobody had signed in. */
export function authorOf({ people }: Pick<Desk, 'people'>, { session }: Intent): string | undefined {
  const id = session === null ? undefined : staffOf(session);
  return id && people.nameOf(id);
}

import { RefusalError, refuse } from '../../shared/errors.ts';
import { pauseAfter, pauseLeft, tooMany } from '../../shared/tries.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';

/** The way into a hub that has no practice yet: who started it, and nobody else, may give it one. */
export interface SetupDoor {
  /** The one-time secret, for whoever this process hands it to; undefined as soon as there is a practice. */
  secret(): string | undefined;
  /** As `enter` does it. */
  check(shown: string): void;
  /**
   * Carries out what makes the practice. 404 `unknown_endpoint` where there is one, 401 `unauthorized` where the secret
   * is wrong, 403 `account_locked` after several wrong ones, 503 `unavailable` while another request makes it.
   */
  enter<T>(shown: string, work: () => Promise<T>): Promise<T>;
}

/** The secret lives in this process alone: no file has it, and the next start makes another. */
export function setupDoor(clock: () => number, hasPractice: () => boolean): SetupDoor {
  const secret = newSecret('set_');
  const hash = hashSecret(secret);
  let failures = 0;
  let lockedUntil = 0;
  let busy = false;

  function check(shown: string): void {
    if (hasPractice())
      throw new RefusalError(
        refuse('unknown_endpoint', 'This hub has its practice: there is nothing to set up'),
      );
    const wait = pauseLeft(lockedUntil, clock());
    if (wait > 0) throw new RefusalError(tooMany('wrong secrets', wait));
    // Hashes of equal length are compared, so how long it takes tells nothing of the secret.
    if (hashSecret(shown) === hash) return;
    failures += 1;
    lockedUntil = clock() + pauseAfter(failures);
    throw new RefusalError(refuse('unauthorized', 'This is not the secret that this hub was started with'));
  }

  return {
    secret: () => (hasPractice() ? undefined : secret),
    check,
    async enter(shown, work) {
      check(shown);
      if (busy) throw new RefusalError(refuse('unavailable', 'The practice is being set up already'));
      busy = true;
      try {
        return await work();
      } finally {
        busy = false;
      }
    },
  };
}

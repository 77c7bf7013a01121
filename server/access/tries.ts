import { RefusalError, refuse } from '../../shared/errors.ts';
import { minutes } from '../../shared/time/instants.ts';

/**
 * Counts wrong invitations, so that nobody finds a short code by trying: per address that they come from, and of all
 * addresses together, for whoever is on the network can have many. In memory: a code is good for minutes.
 */
export interface PairingTries {
  /**
   * 403 `account_locked` where too many wrong ones came from the address, 429 `rate_limited` where too many came at all;
   * both say the seconds to wait.
   */
  check(remote: string): void;
  /** Counts a wrong one. */
  wrong(remote: string): void;
  /** A right one came from there. */
  right(remote: string): void;
}

/** So many wrong ones are free. Each one after them waits twice as long as the one before, up to an hour. */
const freeTries = 5;
const longest = minutes(60);
/** Wrong ones of all addresses together in a minute. */
const mostInMinute = 60;
/** Addresses that are remembered; beyond them those are forgotten that were seen first. */
const mostRemembered = 10_000;

interface Failures {
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly lockedUntil: number;
}

export function pairingTries(clock: () => number): PairingTries {
  const byRemote = new Map<string, Failures>();
  let recent: number[] = [];

  function lockOf(remote: string): number {
    const wait = (byRemote.get(remote)?.lockedUntil ?? 0) - clock();
    // A lock that is longer than any was made by a clock that has been set back since.
    return wait > longest ? 0 : wait;
  }

  return {
    check(remote) {
      const wait = lockOf(remote);
      if (wait > 0) throw tooMany('account_locked', 'Too many wrong codes', wait);
      const now = clock();
      recent = recent.filter((at) => at > now - minutes(1) && at <= now);
      const first = recent[0];
      if (recent.length >= mostInMinute && first !== undefined)
        throw tooMany('rate_limited', 'Too many wrong codes at the hub', first + minutes(1) - now);
    },
    wrong(remote) {
      const now = clock();
      recent.push(now);
      const count = (byRemote.get(remote)?.count ?? 0) + 1;
      const pause = count < freeTries ? 0 : Math.min(longest, minutes(2 ** (count - freeTries)));
      byRemote.delete(remote);
      byRemote.set(remote, { count, lockedUntil: now + pause });
      const [oldest] = byRemote.keys();
      if (byRemote.size > mostRemembered && oldest !== undefined) byRemote.delete(oldest);
    },
    right(remote) {
      byRemote.delete(remote);
    },
  };
}

function tooMany(code: 'account_locked' | 'rate_limited', what: string, wait: number): RefusalError {
  const retry_after = Math.ceil(wait / 1000);
  return new RefusalError(refuse(code, `${what}; try again in ${retry_after} seconds`, { retry_after }));
}

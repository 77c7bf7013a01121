import { RefusalError } from '../../shared/errors.ts';
import { minutes } from '../../shared/time/instants.ts';
import { pauseAfter, pauseLeft, tooMany } from '../../shared/tries.ts';

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

  return {
    check(remote) {
      const now = clock();
      const wait = pauseLeft(byRemote.get(remote)?.lockedUntil ?? 0, now);
      if (wait > 0) throw new RefusalError(tooMany('wrong codes', wait));
      recent = recent.filter((at) => at > now - minutes(1) && at <= now);
      const first = recent[0];
      if (recent.length >= mostInMinute && first !== undefined)
        throw new RefusalError(tooMany('wrong codes at the hub', first + minutes(1) - now, 'rate_limited'));
    },
    wrong(remote) {
      const now = clock();
      recent.push(now);
      const count = (byRemote.get(remote)?.count ?? 0) + 1;
      byRemote.delete(remote);
      byRemote.set(remote, { count, lockedUntil: now + pauseAfter(count) });
      const [oldest] = byRemote.keys();
      if (byRemote.size > mostRemembered && oldest !== undefined) byRemote.delete(oldest);
    },
    right(remote) {
      byRemote.delete(remote);
    },
  };
}

import { type Refusal, refuse } from '../../shared/errors.ts';
import type { MakeId } from '../../shared/ids.ts';
import { type RestoreLine, restoreLine, type SetUpRequest, setUpAnswer } from '../../shared/setup/request.ts';
import { askHub, refusedBy } from './hub.ts';
import type { Platform } from './platform.ts';

/** What a desk can do for a hub that has no practice yet. Each answers why it was not done, or opens the desk. */
export interface Setup {
  setUp(practice: Omit<SetUpRequest, 'secret'>): Promise<Refusal | undefined>;
  tryDemo(): Promise<Refusal | undefined>;
  /**
   * Puts a backup in the place of nothing.
   * @param file absolute path on the hub's computer
   * @param onLine is told how far it is
   */
  restore(
    file: string,
    passphrase: string,
    onLine: (line: RestoreLine) => void,
  ): Promise<Refusal | undefined>;
  /** Ids for what the practice begins with. */
  readonly makeId: MakeId;
}

/** Milliseconds between two looks whether the hub has started again, and how many of them. */
const look = { pause: 500, times: 240 };

/** @param open Pairs this desk with the invitation that the new practice gave and opens it. */
export function setupOf(
  platform: Platform,
  secret: string,
  open: (invitation: string) => Promise<Refusal | undefined>,
): Setup {
  async function send(path: string, body: object): Promise<Refusal | undefined> {
    const answer = await askHub(platform, { method: 'POST', path, body: { ...body, secret } });
    if (answer.kind === 'unreachable') return refuse('unavailable', 'The hub cannot be reached');
    if (answer.kind === 'refused') {
      // There is a practice by now: this secret opens nothing any more.
      if (answer.refusal.code === 'unknown_endpoint') platform.forgetSetup?.();
      return answer.refusal;
    }
    const made = setUpAnswer.safeParse(answer.body);
    if (!made.success) return refuse('internal', 'The hub\u2019s answer makes no sense');
    platform.forgetSetup?.();
    return open(made.data.invitation);
  }

  async function restore(
    file: string,
    passphrase: string,
    onLine: (line: RestoreLine) => void,
  ): Promise<Refusal | undefined> {
    try {
      const response = await platform.fetch(`${platform.baseUrl}/v2/setup/restore`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ secret, file, passphrase }),
      });
      if (!response.ok) {
        const answer = refusedBy(response.status, await response.json());
        return answer.kind === 'refused' ? answer.refusal : away;
      }
      const last = await lastLine(response, onLine);
      if (last?.problem !== undefined)
        return refuse('outside_policy', 'The backup could not be put back', { reason: last.problem });
      if (last?.invitation === undefined) return refuse('outside_policy', 'There is no practice in it');
      await untilRestored(platform);
      platform.forgetSetup?.();
      return open(last.invitation);
    } catch {
      return away;
    }
  }

  return {
    restore,
    makeId: platform.makeId,
    setUp: (practice) => send('/v2/setup', practice),
    tryDemo: () => send('/v2/setup/demo', {}),
  };
}

const away = refuse('unavailable', 'The hub cannot be reached');

/** Reads line by line to the end; answers the last. */
async function lastLine(
  response: Response,
  onLine: (line: RestoreLine) => void,
): Promise<RestoreLine | undefined> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let last: RestoreLine | undefined;
  for (let ended = reader === undefined; !ended; ) {
    const read = await reader?.read();
    ended = read?.done !== false;
    rest += decoder.decode(read?.value, { stream: !ended });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      last = restoreLine.parse(JSON.parse(line));
      onLine(last);
    }
  }
  return last;
}

/** The hub ends and starts again; only one with a practice knows nothing of setting one up. */
async function untilRestored(platform: Platform): Promise<void> {
  for (let i = 0; i < look.times; i++) {
    const answer = await askHub(platform, { method: 'GET', path: '/v2/setup' });
    if (answer.kind === 'refused' && answer.refusal.code === 'unknown_endpoint') return;
    await new Promise<void>((resolve) => {
      platform.after(look.pause, resolve);
    });
  }
}

import { type Refusal, refuse } from '../../shared/errors.ts';
import type { MakeId } from '../../shared/ids.ts';
import {
  type ImportAnswer,
  importAnswer,
  importProgress,
  type RestoreLine,
  restoreLine,
  type SetUpRequest,
  setUpAnswer,
} from '../../shared/setup/request.ts';
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
  /** Makes the practice of a complete export that of this hub; answers who signs in first, with their new PIN. */
  importExport(
    file: Blob,
    onProgress: (progress: { readonly done: number; readonly total: number }) => void,
  ): Promise<Refusal | FirstOwner>;
  /** Gives the import up, if it is not too late; `importExport` then answers that it was cancelled. */
  cancelImport(): Promise<void>;
  /** Ids for what the practice begins with. */
  readonly makeId: MakeId;
}

/** Who may sign in to an imported practice, what has to be made anew, and how the desk is opened once that was read. */
export interface FirstOwner extends Pick<ImportAnswer, 'anew'> {
  readonly name: string;
  readonly pin: string;
  open(): Promise<Refusal | undefined>;
}

/** Milliseconds between two looks whether the hub has started again, and how many of them. */
const look = { pause: 500, times: 240 };

/** Milliseconds between two looks how far an import is. */
const lookAtImport = 700;

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

  async function importExport(
    file: Blob,
    onProgress: (progress: { readonly done: number; readonly total: number }) => void,
  ): Promise<Refusal | FirstOwner> {
    let isOver = false;
    const look = async (): Promise<void> => {
      const answer = await askHub(platform, { method: 'GET', path: '/v2/setup/import' });
      const progress = answer.kind === 'ok' ? importProgress.safeParse(answer.body).data : undefined;
      if (isOver) return;
      if (progress && progress.total > 0) onProgress(progress);
      platform.after(lookAtImport, () => void look());
    };
    void look();
    try {
      const response = await platform.fetch(`${platform.baseUrl}/v2/setup/import`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/zip', 'X-Setup-Secret': secret },
        body: file,
      });
      const body: unknown = await response.json();
      if (!response.ok) {
        const answer = refusedBy(response.status, body);
        return answer.kind === 'refused' ? answer.refusal : away;
      }
      const { owner, anew, invitation } = importAnswer.parse(body);
      platform.forgetSetup?.();
      return { ...owner, anew, open: () => open(invitation) };
    } catch {
      return away;
    } finally {
      isOver = true;
    }
  }

  return {
    restore,
    importExport,
    async cancelImport() {
      const headers = { 'X-Setup-Secret': secret };
      await platform
        .fetch(`${platform.baseUrl}/v2/setup/import`, { method: 'DELETE', headers })
        .catch(() => undefined);
    },
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

import { type Refusal, refuse } from '../../shared/errors.ts';
import type { MakeId } from '../../shared/ids.ts';
import { type SetUpRequest, setUpAnswer } from '../../shared/setup/request.ts';
import { askHub } from './hub.ts';
import type { Platform } from './platform.ts';

/** What a desk can do for a hub that has no practice yet. Each answers why it was not done, or opens the desk. */
export interface Setup {
  setUp(practice: Omit<SetUpRequest, 'secret'>): Promise<Refusal | undefined>;
  tryDemo(): Promise<Refusal | undefined>;
  /** Ids for what the practice begins with. */
  readonly makeId: MakeId;
}

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

  return {
    makeId: platform.makeId,
    setUp: (practice) => send('/v2/setup', practice),
    tryDemo: () => send('/v2/setup/demo', {}),
  };
}

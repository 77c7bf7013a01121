import { t } from '@lingui/core/macro';
import type { Refusal } from '../../shared/errors.ts';
import type { JoinAnswer } from '../../shared/ipc.ts';

type Problem = Extract<JoinAnswer, { problem: string }>['problem'];

/** Why this desk cannot even ask to be let in. */
export function joinProblemWords(problem: Problem): string {
  switch (problem) {
    case 'not_a_link':
      return t`This isn’t a link that lets a desk in, or a part of it is missing. Copy it whole.`;
    case 'not_a_code':
      return t`A code has eight letters and digits, such as K7QM-2XPD.`;
    case 'not_an_address':
      return t`An address looks like 192.168.1.20 or front-pc.local, as the hub’s computer shows it.`;
    case 'not_found':
      return t`Nobody answers there. Is the hub’s computer on, on the same network, and sharing switched on?`;
    case 'other_certificate':
      return t`Whoever answers there is not the hub that made this link. Nothing was sent. Make a new link at the hub itself.`;
  }
}

/** Why the hub did not let this desk in. */
export function refusedWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unavailable':
      return t`The hub can’t be reached. Is it running?`;
    case 'account_locked':
    case 'rate_limited':
      return t`Too many wrong tries. Wait a minute, then make a new code and try again.`;
    case 'tenant_mismatch':
      return t`This is another practice’s hub. This desk keeps what belongs to its own; nothing was changed.`;
    default:
      return t`This invitation doesn’t work: each lets in one desk, once, and only for a while. Make a new one.`;
  }
}

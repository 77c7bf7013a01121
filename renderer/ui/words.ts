import { errorCodes, type Refusal } from '../../shared/errors.ts';

/** A refusal in one or two plain sentences, where its own message speaks to programmers. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.code) {
    case 'resource_unavailable':
      return 'The time isn’t free.';
    case 'outside_policy':
      return 'The start isn’t one the practice offers.';
    case 'invalid_transition':
      return 'The booking’s status has changed meanwhile.';
    case 'depends_on':
      return 'It builds on an earlier change that wasn’t possible.';
    case 'not_found':
      return 'It isn’t there any more.';
    case 'version_conflict':
      return 'Somebody else changed it meanwhile.';
    case 'invalid_resource':
      return 'This service isn’t offered there.';
    case 'invalid_service':
      return 'The service isn’t offered any more.';
    case 'invalid_customer':
      return 'The customer isn’t there any more.';
    case 'validation_failed':
      return issueWords(refusal) ?? refusal.message;
    default:
      return `${errorCodes[refusal.code].title}.`;
  }
}

function issueWords(refusal: Refusal): string | undefined {
  const issues = refusal.details?.issues;
  if (!Array.isArray(issues)) return undefined;
  const first: unknown = issues[0];
  if (typeof first !== 'object' || first === null) return undefined;
  const { path, message } = { path: '', message: '', ...first };
  return typeof message === 'string' && message !== '' ? `${capital(String(path))} ${message}.` : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

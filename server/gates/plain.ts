import { type Refusal, refuse } from '../../shared/errors.ts';

/** More levels than any documented body has; code behind this gate may walk a value without fear for its stack. */
const deepest = 20;

/**
 * Refuses what JSON allows and no document holds, wherever in the value it is: text with NUL or half a character
 * (databases and calendars cannot keep it as it is), a key `__proto__`, and nesting without end.
 */
export function unlessPlain(value: unknown): Refusal | undefined {
  const issue = findIssue(value, []);
  if (!issue) return undefined;
  const where = issue.path === '' ? '' : `${issue.path}: `;
  return refuse('validation_failed', `${where}${issue.message}`, { issues: [issue] });
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

function findIssue(value: unknown, path: readonly string[]): Issue | undefined {
  if (typeof value === 'string' && !isText(value))
    return { path: path.join('.'), message: 'has a character that cannot be kept' };
  if (value === null || typeof value !== 'object') return undefined;
  if (path.length === deepest) return { path: '', message: `is nested more than ${deepest} levels deep` };
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__' || !isText(key))
      return { path: path.join('.'), message: 'has a key that is not known' };
    const found = findIssue(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

import { plural, t } from '@lingui/core/macro';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';

/** What is wrong, in a plain sentence, by the field where it is shown (`needs.0.role`). */
export type Problems = Readonly<Record<string, string>>;

/** Where a problem of the wire form is shown; a form whose fields are named like it needs none. */
export type FieldOf = (path: string) => string;

/**
 * What a schema finds wrong with arguments in wire form, one sentence a field. This is the only validation of forms:
 * limits and patterns stay where the resource says them.
 */
export function problemsOf(schema: z.ZodType, args: unknown, fieldOf: FieldOf = same): Problems {
  const checked = schema.safeParse(args);
  if (checked.success) return {};
  return firstOfEach(
    checked.error.issues.map((issue) => [fieldOf(issue.path.join('.')), issueWords(issue)] as const),
  );
}

const hubIssues = z.array(z.object({ path: z.string(), message: z.string() }));

/** What the hub said about single fields, in the same form: it may know of things that no schema does. */
export function hubProblems(refusal: Refusal, fieldOf: FieldOf = same): Problems {
  const issues = hubIssues.safeParse(refusal.details?.issues).data ?? [];
  return firstOfEach(issues.map(({ path, message }) => [fieldOf(path), messageWords(message)] as const));
}

function same(path: string): string {
  return path;
}

function firstOfEach(found: readonly (readonly [string, string])[]): Problems {
  return Object.fromEntries(found.toReversed());
}

/** One issue of zod in a plain sentence. */
export function issueWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, issue.message);
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return formatWords(issue.format, issue.message);
    case 'invalid_value':
      return t`Choose one of these.`;
    case 'custom':
      return messageWords(issue.message);
    default:
      return t`This can’t be used.`;
  }
}

function typeWords(expected: string, message: string): string {
  if (/received (undefined|null|NaN)/.test(message)) return t`This is needed.`;
  if (expected === 'int') return t`Only a whole number.`;
  if (expected === 'number') return t`This has to be a number.`;
  return t`This can’t be used.`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string')
    return least <= 1
      ? t`This is needed.`
      : plural(least, { one: 'At least # character.', other: 'At least # characters.' });
  if (origin === 'array')
    return least <= 1
      ? t`Choose at least one.`
      : plural(least, { one: 'Choose at least #.', other: 'Choose at least #.' });
  return t`At least ${least}.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string')
    return plural(most, { one: 'At most # character.', other: 'At most # characters.' });
  if (origin === 'array') return plural(most, { one: 'No more than #.', other: 'No more than #.' });
  return t`At most ${most}.`;
}

function formatWords(format: string, message: string): string {
  if (format === 'email') return t`This is no e-mail address. It looks like name@example.com`;
  if (format === 'url') return t`This is no web address. It looks like https://example.com/…`;
  if (format === 'date') return t`This is no date.`;
  return messageWords(message);
}

/** What the resources' own schemas and commands say, which speak to programmers. */
function messageWords(message: string): string {
  if (message.startsWith('must be an IANA time zone')) return t`Choose a time zone from the list.`;
  if (message.startsWith('must be a time of day')) return t`This is no time of day. It looks like 09:30`;
  if (message.startsWith('a range must not be empty')) return t`It must not end when it starts.`;
  if (message.startsWith('must be an ISO 4217')) return t`Three capital letters, such as EUR.`;
  if (message.startsWith('must be an ISO 3166')) return t`Two capital letters, such as DE.`;
  if (message.startsWith('must be a colour')) return t`This is no colour. It looks like #2f9e44`;
  if (message.startsWith('needs resource_ids or kind')) return t`Choose who or what it may be.`;
  if (message.startsWith('must be later than start_at')) return t`It must end after it starts.`;
  if (message.startsWith('must be 4 to 8 digits')) return t`4 to 8 digits.`;
  if (message.startsWith('must be a host and a port'))
    return t`A host with its port, such as 192.168.1.20:9000`;
  if (message.startsWith('what repeats lasts at most'))
    return t`What repeats lasts at most 31 days each time.`;
  const digits = /^has more than the (\d+) decimals of ([A-Z]{3})$/.exec(message);
  if (digits) return decimalWords(Number(digits[1]), digits[2] ?? '');
  // The words of zod itself, from a hub that knows other limits than this desk.
  if (/^(Too |Invalid |Unrecognized )/.test(message)) return t`This can’t be used.`;
  return sentence(message);
}

function decimalWords(digits: number, currency: string): string {
  if (digits === 0) return t`${currency} has no decimals.`;
  return plural(digits, { one: `${currency} has # decimal.`, other: `${currency} has # decimals.` });
}

/** `Must be …` of `must be …`, with a full stop. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

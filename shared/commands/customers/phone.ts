import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type Refusal, refuse } from '../../errors.ts';
import type { Ctx } from '../define.ts';
import type { Query } from '../query.ts';

/** The country that phone numbers without a prefix belong to. */
export async function practiceOf(query: Query, ctx: Ctx): Promise<{ country: string }> {
  const practice = await query.get('practice', ctx.tenant);
  return { country: practice?.country ?? '' };
}

/** `{phone}` in E.164; `{}` where none was given; 422 where it is no number (API.md, "Shapes"). */
export function normalisePhone(
  typed: string | null | undefined,
  country: string,
): { phone?: string | null } | Refusal {
  if (typed === undefined) return {};
  if (typed === null || typed.trim() === '') return { phone: null };
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(typed, region);
  if (parsed?.isPossible()) return { phone: parsed.number };
  return refuse('validation_failed', `"${typed}" is not a phone number`, {
    issues: [{ path: 'phone', message: 'must be a phone number; with + and country code if it is foreign' }],
  });
}

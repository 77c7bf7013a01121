import { t } from '@lingui/core/macro';
import type { Format } from '../app/format.ts';
import type { Wish } from './wish.ts';

/** `From 15:00`, `Before 11:30`, or both; undefined where the wish says neither. */
export function clockWords({ after, before }: Wish, format: Format): string | undefined {
  const [from, until] = [after, before].map((at) => (at === undefined ? undefined : format.clock(at)));
  if (from !== undefined && until !== undefined) return t`From ${from}, before ${until}`;
  if (from !== undefined) return t`From ${from}`;
  return until === undefined ? undefined : t`Before ${until}`;
}

import { twoDigits } from '../../shared/time/calendar.ts';
import type { Wish } from './wish.ts';

/** `From 15:00`, `Before 11:30`, or both; undefined where the wish says neither. */
export function clockWords({ after, before }: Wish, hour12: boolean): string | undefined {
  const words = [
    after !== undefined && `from ${clock(after, hour12)}`,
    before !== undefined && `before ${clock(before, hour12)}`,
  ].filter((word) => word !== false);
  const text = words.join(', ');
  return text === '' ? undefined : text.charAt(0).toUpperCase() + text.slice(1);
}

function clock(minute: number, hour12: boolean): string {
  const [hour, rest] = [Math.floor(minute / 60), twoDigits(minute % 60)];
  if (!hour12) return `${twoDigits(hour)}:${rest}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}:${rest} ${hour % 24 < 12 ? 'AM' : 'PM'}`;
}

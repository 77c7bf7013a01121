import * as z from 'zod';
import { resourceId } from '../../shared/resources/parts.ts';
import type { Reply } from '../api/route.ts';

/** Whose sheets are asked for in a query. */
export const onlyThese = z
  .preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(resourceId).max(100))
  .optional()
  .meta({ description: 'Only these, separated by commas; absent: every practitioner with a day' });

/** A page to print, as HTML, which nothing on its way keeps. */
export function printed(page: string): Reply {
  return {
    status: 200,
    raw: page,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-store' },
  };
}

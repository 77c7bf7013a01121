import { RefusalError, refuse } from '../../shared/errors.ts';

/** Conditional requests (RFC 9110, section 13). A document's tag is its version: `"7"`, or `"7.x"` with what was embedded. */

/** One tag of a list, weak or not. What is inside the quotes is ours: it has neither quotes nor commas. */
const tag = /^(?:W\/)?"([^",]*)"$/;

/**
 * The versions that `If-Match` names; undefined where it names none or any (`*`). A weak tag counts: proxies that
 * compress answers weaken tags, and a version means the same document in any encoding. 412 `version_conflict` where it
 * is no list of tags, since it then matches nothing.
 */
export function ifMatch(header: string | undefined): readonly number[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const tags = tagsOf(header);
  if (!tags)
    throw new RefusalError(
      refuse('version_conflict', 'If-Match must be one or several ETags as they were returned'),
    );
  // What is not a version of ours is the tag of something else.
  return tags.map((opaque) => Number(/^(\d{1,15})(?:\.|$)/.exec(opaque)?.[1] ?? Number.NaN));
}

/** Whether `If-None-Match` names the tag that the answer would have, so that 304 says it all. */
export function noneMatches(header: string | undefined, etag: string | undefined): boolean {
  if (header === undefined || etag === undefined) return false;
  const own = tag.exec(etag)?.[1];
  return header.trim() === '*' || (own !== undefined && (tagsOf(header) ?? []).includes(own));
}

/** What is inside the quotes of each tag, or undefined where anything is not a tag. */
function tagsOf(header: string): string[] | undefined {
  const found = header.split(',').map((part) => tag.exec(part.trim())?.[1]);
  return found.every((one) => one !== undefined) ? found : undefined;
}

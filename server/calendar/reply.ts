import type { CalendarFile } from './file.ts';

/** An HTTP answer that any server can send; no `body` with 304. */
export interface CalendarReply {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/**
 * Answers a GET of a calendar. ETags are strong, so the plain and the compressed form have one each; a client that
 * holds the form it would get is told 304.
 * @param request The values of the request's `If-None-Match` and `Accept-Encoding`.
 */
export async function calendarReply(
  file: CalendarFile,
  request: { readonly ifNoneMatch?: string | undefined; readonly acceptEncoding?: string | undefined },
): Promise<CalendarReply> {
  const zipped = acceptsGzip(request.acceptEncoding ?? '');
  const etag = zipped ? `"${file.digest}-gzip"` : `"${file.digest}"`;
  const headers = { etag, vary: 'Accept-Encoding', 'cache-control': 'private, no-cache' };
  if (matches(request.ifNoneMatch ?? '', etag)) return { status: 304, headers };
  const body = zipped ? await file.gzipped() : file.bytes;
  return {
    status: 200,
    headers: {
      ...headers,
      // RFC 5545, section 3.7.2: the method is named here too.
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': `inline; filename="${file.name}"`,
      'content-length': `${body.length}`,
      ...(zipped && { 'content-encoding': 'gzip' }),
    },
    body,
  };
}

/** Weak comparison (RFC 9110, section 13.1.2): proxies that compress mark the tag as weak. */
function matches(ifNoneMatch: string, etag: string): boolean {
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

function acceptsGzip(acceptEncoding: string): boolean {
  const accepted = acceptEncoding.toLowerCase().split(',').map(codingOf);
  const named = accepted.find(({ name }) => name === 'gzip' || name === 'x-gzip');
  return (named ?? accepted.find(({ name }) => name === '*'))?.wanted ?? false;
}

/** `gzip;q=0` is refused, every other weight is wanted. */
function codingOf(part: string): { name: string; wanted: boolean } {
  const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  return { name, wanted: !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) };
}

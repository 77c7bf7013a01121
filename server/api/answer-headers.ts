import type { ErrorCode } from '../../shared/errors.ts';
import type { Answer, Route } from './route.ts';

type Json = Record<string, unknown>;

interface Header {
  /** As it is sent; its name among the components is the key. */
  readonly name: string;
  readonly description: string;
  readonly required?: true;
  readonly schema: Json;
}

function text(maxLength: number, pattern = '^[ -~]*$', example?: string): Json {
  return { type: 'string', maxLength, pattern, ...(example !== undefined && { example }) };
}

function whole(example: number): Json {
  return { type: 'integer', format: 'int32', minimum: 0, maximum: 2 ** 31 - 1, example };
}

/** Every header of the hub's own that an answer may have. */
const all = {
  RequestId: {
    name: 'X-Request-Id',
    description: 'Names this request; also in errors and in the hub’s log',
    required: true,
    schema: text(40, '^req_[0-9A-Z]{26}$', 'req_01J8ZQ4V9T3M5N7P9R1S3V5X7Z'),
  },
  RateLimitRemaining: {
    name: 'X-Rate-Limit-Remaining',
    description: 'What is left of the day’s quota; not sent to desks and people, who have none',
    schema: { ...whole(4998), maximum: 4_000_000_000, format: 'int64' },
  },
  RateLimit: {
    name: 'RateLimit',
    description:
      'Of each window: `r` requests are left, and all are there again after `t` seconds (IETF draft)',
    schema: text(2000, '^[ -~]*$', '"second";r=99;t=1, "day";r=199999;t=1'),
  },
  RateLimitPolicy: {
    name: 'RateLimit-Policy',
    description: 'The windows: `q` requests, which are there again after `w` seconds (IETF draft)',
    schema: text(2000, '^[ -~]*$', '"second";q=100;w=2, "day";q=400000;w=172800'),
  },
  RetryAfter: { name: 'Retry-After', description: 'Seconds to wait', required: true, schema: whole(2) },
  RetryLater: { name: 'Retry-After', description: 'Seconds to wait, where it is known', schema: whole(2) },
  Authenticate: {
    name: 'WWW-Authenticate',
    description: 'How to show who you are',
    required: true,
    schema: { type: 'string', const: 'Bearer' },
  },
  ETag: {
    name: 'ETag',
    description: 'The version of what was read, for If-None-Match and If-Match',
    required: true,
    schema: text(100, '^(W/)?"[!-~]*"$', '"7"'),
  },
  NewETag: {
    name: 'ETag',
    description: 'The version that this write made, for If-Match',
    schema: text(100, '^(W/)?"[!-~]*"$', '"8"'),
  },
  Replayed: {
    name: 'Idempotent-Replayed',
    description: 'Sent where this is the stored answer to an earlier request with the same idempotency key',
    schema: { type: 'string', const: 'true' },
  },
  AllowOrigin: {
    name: 'Access-Control-Allow-Origin',
    description: 'The page that asked with a public key, where the key names its origin',
    schema: text(200, '^https?://[!-~]*$', 'https://www.example.com'),
  },
  ExposeHeaders: {
    name: 'Access-Control-Expose-Headers',
    description: 'Headers that such a page may read',
    schema: text(500),
  },
  Location: {
    name: 'Location',
    description: 'Where to see how it goes on',
    schema: text(300, '^/[!-~]*$', '/v2/imports/impt_01J8ZQ4V9T3M5N7P9R1S3V5X7Z'),
  },
  Vary: { name: 'Vary', description: 'Which request headers the answer depends on', schema: text(200) },
  CacheControl: { name: 'Cache-Control', description: 'Whether it may be kept', schema: text(100) },
  Disposition: { name: 'Content-Disposition', description: 'The name of the file', schema: text(300) },
  Encoding: { name: 'Content-Encoding', description: 'How it is packed', schema: text(20) },
  Allow: {
    name: 'Allow',
    description: 'The methods that there are',
    required: true,
    schema: text(100, '^[A-Z, ]*$', 'GET, POST'),
  },
} as const satisfies Readonly<Record<string, Header>>;

type HeaderKey = keyof typeof all;

/** For `components.headers`. */
export function headerComponents(): Json {
  return Object.fromEntries(
    Object.entries<Header>(all).map(([key, { name: _, ...header }]) => [key, header]),
  );
}

function refs(...keys: readonly (HeaderKey | false | undefined)[]): Json {
  const named = keys.filter((key) => key !== false && key !== undefined);
  return Object.fromEntries(named.map((key) => [all[key].name, { $ref: `#/components/headers/${key}` }]));
}

const everywhere = ['RequestId', 'RateLimitRemaining', 'RateLimit', 'RateLimitPolicy'] as const;

function ofPages(route: Route): readonly HeaderKey[] {
  return route.public ? ['AllowOrigin', 'ExposeHeaders', 'Vary'] : [];
}

/** The headers of a good answer. */
export function answerHeaders(route: Route, { status, schema, contentType }: Answer): Json {
  const conditional = route.answers.some((answer) => answer.status === 304);
  const isFile = contentType === 'text/calendar';
  const isDocument = route.method !== 'GET' && schema !== undefined && status < 300;
  return refs(
    ...everywhere,
    ...ofPages(route),
    (conditional || isFile) && 'ETag',
    isDocument && 'NewETag',
    route.writes && 'Replayed',
    status === 202 && 'Location',
    (isFile || contentType === 'application/zip') && 'Disposition',
    isFile && 'Encoding',
    (isFile || route.path === '/v2/graphql' || (conditional && status === 304)) && 'Vary',
    'CacheControl',
  );
}

/** The headers of the errors of one status. */
export function errorHeaders(route: Route, status: number, codes: readonly ErrorCode[]): Json {
  return refs(
    ...everywhere,
    ...ofPages(route),
    route.writes && 'Replayed',
    status === 429 && 'RetryAfter',
    (codes.includes('account_locked') || status === 503) && 'RetryLater',
    status === 401 && 'Authenticate',
    status === 405 && 'Allow',
  );
}

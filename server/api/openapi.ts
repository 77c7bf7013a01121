import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import { answerHeaders, errorHeaders, headerComponents } from './answer-headers.ts';
import { codeSamples } from './code-samples.ts';
import { refErrors } from './errors.ts';
import { errorExample } from './examples.ts';
import { manageHeader } from './guest.ts';
import { pathParams } from './list.ts';
import { webhooksOf } from './openapi-webhooks.ts';
import { recordedOf } from './recorded.ts';
import type { Answer, Route } from './route.ts';
import { schemaJson } from './schema-json.ts';
import { tagTexts } from './tag-texts.ts';

type Json = Record<string, unknown>;

/** What several operations share. */
interface Components {
  readonly schemas: Map<string, Json>;
  readonly responses: Map<string, Json>;
}

/** Errors that any endpoint may answer, whatever it does: also one that needs no key, for a key is looked at if it comes. */
const everywhere: readonly ErrorCode[] = [
  'unauthorized',
  'forbidden',
  'tenant_mismatch',
  'device_revoked',
  'rate_limited',
  'internal',
  'unavailable',
];
const onBodies: readonly ErrorCode[] = ['invalid_json', 'payload_too_large', 'unsupported_media_type'];
const onWrites: readonly ErrorCode[] = ['idempotency_in_progress', 'idempotency_key_reused'];

/** The OpenAPI 3.1 document: a projection of the route table, so it cannot say what the hub does not do. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const shared: Components = { schemas: new Map(), responses: new Map() };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const entry = paths[route.path] ?? {};
    entry[route.method.toLowerCase()] = operation(route, shared);
    paths[route.path] = entry;
  }
  const webhooks = webhooksOf(shared.schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dunebook API',
      version,
      description:
        'Bookings of one practice, served by its own computer. Fields may be added at any time; ignore those you do not know. [What changed](/v2/docs/changelog). [Every error code](/errors).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      {
        url: '/',
        'x-internal': false,
        description: 'This hub: live data or its sandbox, as the key says (local)',
      },
    ],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({
      name,
      'x-displayName': titleOf(name),
      description: tagTexts[name] ?? `About ${name.replaceAll('_', ' ')}.`,
    })),
    security: [{ key: [] }],
    paths,
    webhooks,
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            '`sk_live_…` for servers, `pk_live_…` for pages, `sk_test_…` and `pk_test_…` for the sandbox; the token of a desk (`dsk_…`) or of a person who signed in (`ses_…`)',
        },
      },
      headers: headerComponents(),
      schemas: sorted(shared.schemas),
      responses: sorted(shared.responses),
    },
  };
}

function sorted(named: ReadonlyMap<string, Json>): Json {
  return Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operation(route: Route, shared: Components): Json {
  const recorded = recordedOf(route);
  const parameters = [
    ...pathParams(route.path).map((name) => pathParameter(name, recorded?.params?.[name])),
    ...queryParameters(route, shared.schemas),
    ...headers(route),
  ];
  return {
    operationId: route.operation,
    summary: route.summary,
    description: descriptionOf(route),
    tags: [route.tag],
    'x-scope': route.scope,
    ...(route.public && { 'x-public-keys': true }),
    ...(route.scope === 'public' && { security: [{}, { key: [] }] }),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(route, shared, recorded?.request),
    responses: { ...answers(route, shared, recorded?.answer), ...errors(route, shared) },
    ...codeSamples(route, recorded),
  };
}

function descriptionOf(route: Route): string {
  const who =
    route.scope === 'public'
      ? 'Needs no key; one that is sent counts.'
      : `Needs the scope \`${route.scope}\`.`;
  const pages = route.public
    ? 'Pages with a public key may call it too; they see and do less.'
    : 'Not for public keys.';
  const once = route.writes
    ? 'With an `X-Idempotency-Key` it is carried out once, however often it is sent.'
    : undefined;
  const limit =
    route.limit &&
    `At most ${route.limit.window.quota} in ${route.limit.window.period / 60_000} minutes${route.limit.of === 'public' ? ' with a public key' : ''}.`;
  return [who, route.scope === 'public' ? undefined : pages, limit, once].filter(Boolean).join(' ');
}

function pathParameter(name: string, example?: string): Json {
  // Whatever is there is looked up and not found, so the path itself is not of a form.
  const schema = { type: 'string', minLength: 1, maxLength: 1000, pattern: '^[^/]+$' };
  return { name, in: 'path', required: true, schema, ...(example !== undefined && { example }) };
}

function queryParameters(route: Route, schemas: Map<string, Json>): Json[] {
  return Object.entries(route.query?.shape ?? {}).map(([name, field]) => {
    if (!(field instanceof z.ZodType)) throw new Error(`${route.path}: ${name} has no schema`);
    const schema = schemaJson(field, 'request', schemas);
    return {
      name,
      in: 'query',
      required: !(field instanceof z.ZodOptional || field instanceof z.ZodDefault),
      // Lists are one parameter: `status=confirmed,pending`.
      ...(schema.type === 'array' && { style: 'form', explode: false }),
      ...(typeof schema.description === 'string' && { description: schema.description }),
      schema,
    };
  });
}

function text(maxLength: number): Json {
  return { type: 'string', maxLength, pattern: '^[ -~]*$' };
}

function headers(route: Route): Json[] {
  const token = 'The manage_token of the booking; asked of `pk_` keys alone';
  const own = { name: manageHeader, in: 'header', description: token, schema: text(200) };
  const tenant = 'The practice of the key; anything else is refused';
  const tag = 'ETag that you hold; 304 where it is still the same';
  return [
    { name: 'X-Tenant-Id', in: 'header', description: tenant, schema: text(52) },
    // What a visitor makes has its token yet to come.
    ...(route.guest && route.path.includes('{') ? [own] : []),
    ...(route.answers.some(({ status }) => status === 304)
      ? [{ name: 'If-None-Match', in: 'header', description: tag, schema: text(2000) }]
      : []),
    ...onWrite(route),
  ];
}

function onWrite(route: Route): Json[] {
  if (!route.writes) return [];
  const key = 'A key of your own; the same request with the same key is carried out once';
  const schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' };
  return [
    { name: 'X-Idempotency-Key', in: 'header', description: key, schema },
    { name: 'If-Match', in: 'header', description: 'ETag that you read', schema: text(2000) },
  ];
}

function bodyOf(route: Route, shared: Components, recorded: unknown): Json {
  if (route.takes) {
    const schema = { type: 'string', maxLength: route.takes.maxBytes, pattern: '^[^\\u0000]*$' };
    const content = { [route.takes.type]: { schema, ...exampleIn(recorded) } };
    return { requestBody: { required: true, content } };
  }
  if (!route.body) return {};
  const schema = schemaJson(route.body, 'request', shared.schemas);
  const required = Array.isArray(schema.required) && schema.required.length > 0;
  const example = exampleIn(recorded ?? route.bodyExample ?? (required ? undefined : {}));
  return { requestBody: { required, content: { 'application/json': { schema, ...example } } } };
}

function exampleIn(value: unknown): Json {
  return value === undefined ? {} : { example: value };
}

function answers(route: Route, shared: Components, recorded: unknown): Json {
  return Object.fromEntries(
    route.answers.map((answer, i) => {
      const example = (i === 0 ? recorded : undefined) ?? answer.example?.();
      return [String(answer.status), answerJson(route, answer, shared, example)];
    }),
  );
}

function answerJson(route: Route, answer: Answer, shared: Components, example: unknown): Json {
  const { description, schema, contentType = 'application/json' } = answer;
  const head = { description, headers: answerHeaders(route, answer) };
  if (!schema && !answer.contentType) return head;
  const content = {
    schema: schema ? schemaJson(schema, 'answer', shared.schemas) : fileSchema,
    ...exampleIn(example),
  };
  return { ...head, content: { [contentType]: content, ...(answer.orAs && { [answer.orAs]: content }) } };
}

const fileSchema = { type: 'string', maxLength: 1 << 28, pattern: '^[^\\u0000]*$' };

function errors(route: Route, shared: Components): Json {
  const { schemas, responses } = shared;
  const form = route.errorForm ?? refErrors;
  schemas.set(form.component, form.schema);
  // No parameter that is not documented is taken, so any endpoint may refuse one.
  const codes = new Set<ErrorCode>(['validation_failed', ...route.errors, ...everywhere]);
  if (route.path.includes('{')) codes.add('not_found');
  if (route.method !== 'GET') for (const code of onBodies) codes.add(code);
  if (route.writes) for (const code of onWrites) codes.add(code);
  const byStatus = Map.groupBy(codes, (code) => form.statusOf(code));
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => {
      const response = errorJson(route, status, group.sort());
      // A status may also be an answer of the route's own, in another media type.
      const own = route.answers.find((answer) => answer.status === status);
      if (own)
        Object.assign(Object(response.content), answerJson(route, own, shared, own.example?.()).content);
      const name = `Error${status}-${digest(response)}`;
      responses.set(name, response);
      return [String(status), { $ref: `#/components/responses/${name}` }];
    }),
  );
}

function errorJson(route: Route, status: number, codes: readonly ErrorCode[]): Json {
  const form = route.errorForm ?? refErrors;
  const schema = { $ref: `#/components/schemas/${form.component}` };
  const examples = Object.fromEntries(
    codes.map((code) => [code, { summary: errorCodes[code].title, value: errorExample(form, code) }]),
  );
  return {
    description: codes.map((code) => `\`${form.codeOf(code)}\`: ${errorCodes[code].title}`).join(' · '),
    headers: errorHeaders(route, status, codes),
    content: { 'application/json': { schema, examples } },
  };
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** `api_keys` → `API keys`: what a reader sees of a tag. */
function titleOf(tag: string): string {
  const known: Readonly<Record<string, string>> = {
    api_keys: 'API keys',
    v1: 'Version 1',
    graphql: 'GraphQL',
  };
  return known[tag] ?? `${tag.charAt(0).toUpperCase()}${tag.slice(1).replaceAll('_', ' ')}`;
}

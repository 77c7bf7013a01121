import * as z from 'zod';
import { type ErrorCode, errorCodes } from '../../shared/errors.ts';
import { refErrors } from './errors.ts';
import { manageHeader } from './guest.ts';
import { pathParams } from './list.ts';
import type { Answer, Route } from './route.ts';
import { schemaJson } from './schema-json.ts';

type Json = Record<string, unknown>;

/** Errors that any endpoint may answer, whatever it does. */
const everywhere: readonly ErrorCode[] = [
  'unauthorized',
  'forbidden',
  'tenant_mismatch',
  'rate_limited',
  'internal',
];
const onWrites: readonly ErrorCode[] = [
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
  'idempotency_in_progress',
  'idempotency_key_reused',
];

/** The OpenAPI 3.1 document: a projection of the route table, so it cannot say what the hub does not do. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const components = new Map<string, Json>();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const entry = paths[route.path] ?? {};
    entry[route.method.toLowerCase()] = operation(route, components);
    paths[route.path] = entry;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Dunebook API',
      version,
      description:
        'Bookings of one practice, served by its own computer. Fields may be added at any time; ignore those you do not know.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'sk_…, pk_… or a desk’s token' },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => a.localeCompare(b))),
    },
  };
}

function operation(route: Route, components: Map<string, Json>): Json {
  return {
    operationId: route.operation,
    summary: route.summary,
    tags: [route.tag],
    'x-scope': route.scope,
    ...(route.scope === 'public' && { security: [] }),
    parameters: [
      ...pathParams(route.path).map(pathParameter),
      ...queryParameters(route, components),
      ...headers(route),
    ],
    ...(route.takes && {
      requestBody: {
        required: true,
        content: { [route.takes.type]: { schema: { type: 'string', maxLength: route.takes.maxBytes } } },
      },
    }),
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaJson(route.body, 'request', components) } },
      },
    }),
    responses: { ...answers(route, components), ...errors(route, components) },
  };
}

function pathParameter(name: string): Json {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function queryParameters(route: Route, components: Map<string, Json>): Json[] {
  return Object.entries(route.query?.shape ?? {}).map(([name, field]) => {
    if (!(field instanceof z.ZodType)) throw new Error(`${route.path}: ${name} has no schema`);
    const schema = schemaJson(field, 'request', components);
    return {
      name,
      in: 'query',
      required: !(field instanceof z.ZodOptional || field instanceof z.ZodDefault),
      ...(typeof schema.description === 'string' && { description: schema.description }),
      schema,
    };
  });
}

function headers(route: Route): Json[] {
  const token = 'The manage_token of the booking; asked of `pk_` keys alone';
  const own = { name: manageHeader, in: 'header', description: token, schema: { type: 'string' } };
  // What a visitor makes has its token yet to come.
  return [...(route.guest && route.path.includes('{') ? [own] : []), ...onWrite(route)];
}

function onWrite(route: Route): Json[] {
  if (!route.writes) return [];
  const key = 'A key of your own; the same request with the same key is carried out once';
  return [
    { name: 'X-Idempotency-Key', in: 'header', description: key, schema: { type: 'string', maxLength: 255 } },
    { name: 'If-Match', in: 'header', description: 'ETag that you read', schema: { type: 'string' } },
  ];
}

function answers(route: Route, components: Map<string, Json>): Json {
  return Object.fromEntries(
    route.answers.map((answer) => [String(answer.status), answerJson(answer, components)]),
  );
}

function answerJson(answer: Answer, components: Map<string, Json>): Json {
  const { description, schema, contentType = 'application/json' } = answer;
  if (!schema && !answer.contentType) return { description };
  const content = schema
    ? { schema: schemaJson(schema, 'answer', components) }
    : { schema: { type: 'string' } };
  const shown = answer.example === undefined ? {} : { example: answer.example };
  return { description, content: { [contentType]: { ...content, ...shown } } };
}

function errors(route: Route, components: Map<string, Json>): Json {
  const form = route.errorForm ?? refErrors;
  components.set(form.component, form.schema);
  // No parameter that is not documented is taken, so any endpoint may refuse one.
  const codes: ErrorCode[] = [
    'validation_failed',
    ...route.errors,
    ...(route.scope === 'public' ? ['internal' as const] : everywhere),
  ];
  if (route.body || route.writes) codes.push(...onWrites);
  const byStatus = Map.groupBy(new Set(codes), (code) => String(form.statusOf(code)));
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `\`${form.codeOf(code)}\`: ${errorCodes[code].title}`).join(' · '),
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${form.component}` } } },
      },
    ]),
  );
}

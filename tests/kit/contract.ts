import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../server/api/openapi.ts';
import { allRoutes } from '../../server/api/routes.ts';
import type { HubContext } from '../../server/context.ts';

type Json = Readonly<Record<string, unknown>>;

/** Holds what a hub answers to its own OpenAPI document. */
export interface ContractWatch {
  /** @throws Error that tells every answer since the last call which the document does not allow. */
  check(): void;
  close(): void;
}

/** What HTTP itself says of a message. */
const transport = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
]);
const preflight = [
  'x-request-id',
  'vary',
  'access-control-allow-origin',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-max-age',
];

/**
 * Sees every answer of the server at `port`, whoever asked: status, headers, media type and body must be those that the
 * document has for the operation, with every required field and none that it does not know.
 */
export function watchContract(hub: HubContext, port: number): ContractWatch {
  const contract = contractOf(hub);
  const broken: string[] = [];

  function onRequest(message: unknown): void {
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server: { address(): { port: number } | string | null };
    };
    const address = server.address();
    if (address === null || typeof address === 'string' || address.port !== port) return;
    // Routers shorten the address as they go.
    const asked = { method: request.method ?? '', url: request.url ?? '' };
    collect(response, (body) => {
      for (const problem of contract(asked, response, body))
        broken.push(`${asked.method} ${asked.url.slice(0, 200)} → ${response.statusCode}: ${problem}`);
    });
  }

  subscribe('http.server.request.start', onRequest);
  return {
    check() {
      const found = broken.splice(0);
      if (found.length > 0) throw new Error(`not as openapi.json says:\n${found.slice(0, 10).join('\n')}`);
    },
    close() {
      unsubscribe('http.server.request.start', onRequest);
    },
  };
}

/** Hands over the body as it is about to be sent; nothing of a stream that does not end. */
function collect(response: ServerResponse, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const { write, end } = response;
  function keep(chunk: unknown): void {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  }
  response.write = function watchedWrite(...args: unknown[]) {
    keep(args[0]);
    return Reflect.apply(write, response, args);
  };
  response.end = function watchedEnd(...args: unknown[]) {
    keep(args[0]);
    done(Buffer.concat(chunks));
    return Reflect.apply(end, response, args);
  };
}

interface Asked {
  readonly method: string;
  readonly url: string;
}

type Contract = (asked: Asked, response: ServerResponse, body: Buffer) => string[];

let made: Contract | undefined;

/** The routes of all hubs are the same, and so is their document: made and compiled once in a process. */
function contractOf(hub: HubContext): Contract {
  if (!made) {
    const document = openApiDocument(allRoutes(hub), '2.0.0');
    made = contractIn(JSON.parse(JSON.stringify(document)));
  }
  return made;
}

/** The check of one document; answers of the check are what is wrong with a response. */
export function contractIn(document: Json): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  addFormats.default(ajv);
  // The pattern beside it says which addresses are taken; this one's idea of them is another.
  ajv.addFormat('email', true);
  ajv.addSchema({ ...Object(closed(document)), $id: 'openapi' });
  const compiled = new Map<string, ValidateFunction>();
  function problemsOf(pointer: string, value: unknown): string[] {
    const check = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` });
    compiled.set(pointer, check);
    if (check(value)) return [];
    const errors = (check.errors ?? []).slice(0, 6);
    return errors.map(
      ({ instancePath, message, params }) => `${instancePath || 'it'} ${message} ${JSON.stringify(params)}`,
    );
  }

  const paths = Object.entries(Object(document.paths))
    .map(([path, methods]) => ({ path, methods: Object(methods), parts: path.split(/\{\w+\}/) }))
    .sort((a, b) => a.parts.length - b.parts.length)
    .map((one) => ({
      ...one,
      pattern: new RegExp(`^${one.parts.map((part) => part.replaceAll('.', '\\.')).join('[^/]+')}/?$`, 'i'),
    }));

  /** The form of what no operation answers: 404 of no endpoint, 405, and a foreign host name. */
  function outside(path: string, response: ServerResponse, body: Buffer): string[] {
    const component = path.toLowerCase().startsWith('/v1') ? 'ErrorV1' : 'Error';
    if (![400, 403, 404, 405].includes(response.statusCode)) return ['there is no such operation'];
    const problems = problemsOf(`/components/schemas/${component}`, JSON.parse(body.toString()));
    const allowed = ['x-request-id', ...(response.statusCode === 405 ? ['allow'] : [])];
    const sent = response.getHeaderNames().filter((name) => !transport.has(name));
    return [
      ...problems,
      ...sent.filter((name) => !allowed.includes(name)).map((name) => `header ${name} is not documented`),
      ...allowed.filter((name) => !sent.includes(name)).map((name) => `header ${name} is missing`),
    ];
  }

  function resolved(pointer: string): { pointer: string; value: Json | undefined } {
    const value = lookUp(document, pointer);
    return typeof value?.$ref === 'string' ? resolved(value.$ref.slice(1)) : { pointer, value };
  }

  return function check(request, response, body) {
    const path = request.url.split('?')[0] ?? '';
    if (!/^\/(?:v1|v2|calendar)(?:\/|$)/i.test(path) || /^\/v2\/docs(?:\/|$)/i.test(path)) return [];
    if (response.statusCode === 307 && response.hasHeader('location')) return [];
    const found = paths.find(({ pattern }) => pattern.test(path));
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
    if (method === 'options' && response.statusCode === 204)
      return response
        .getHeaderNames()
        .filter((name) => !preflight.includes(name) && !transport.has(name))
        .map((name) => `header ${name} is none of a preflight`);
    if (!found || !(method in found.methods)) return outside(path, response, body);
    // Under a foreign name nothing is served, so no route was asked.
    const operation = `/paths/${found.path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`;
    const { pointer, value } = resolved(`${operation}/responses/${response.statusCode}`);
    if (!value) return ['this status is not documented'];
    return [
      ...headerProblems(response, Object(value.headers), resolved, problemsOf, pointer),
      ...(request.method === 'HEAD' ? [] : bodyProblems(response, value, body, problemsOf, pointer)),
    ];
  };
}

function headerProblems(
  response: ServerResponse,
  documented: Json,
  resolved: (pointer: string) => { pointer: string; value: Json | undefined },
  problemsOf: (pointer: string, value: unknown) => string[],
  pointer: string,
): string[] {
  const byName = new Map(
    Object.keys(documented).map((name) => [name.toLowerCase(), resolved(`${pointer}/headers/${name}`)]),
  );
  const sent = response.getHeaderNames().filter((name) => !transport.has(name));
  const unknown = sent.filter((name) => !byName.has(name)).map((name) => `header ${name} is not documented`);
  const wrong = [...byName].flatMap(([name, { pointer: at, value }]) => {
    const header = response.getHeader(name);
    if (header === undefined) return value?.required === true ? [`header ${name} is missing`] : [];
    const isNumber = Object(value?.schema).type === 'integer' && /^\d+$/.test(String(header));
    const read = isNumber ? Number(header) : String(header);
    return problemsOf(`${at}/schema`, read).map((problem) => `header ${name}: ${problem}`);
  });
  return [...unknown, ...wrong];
}

function bodyProblems(
  response: ServerResponse,
  documented: Json,
  body: Buffer,
  problemsOf: (pointer: string, value: unknown) => string[],
  pointer: string,
): string[] {
  const type = String(response.getHeader('content-type') ?? '').split(';')[0] ?? '';
  if (documented.content === undefined)
    return body.length > 0 || type ? ['has a body, which is not documented'] : [];
  if (!(type in Object(documented.content))) return [`the media type ${type} is not documented`];
  if (!type.endsWith('json')) return [];
  return problemsOf(`${pointer}/content/${type.replaceAll('/', '~1')}/schema`, JSON.parse(body.toString()));
}

function lookUp(document: Json, pointer: string): Json | undefined {
  const found = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (inner, step) => (inner === undefined ? undefined : Reflect.get(Object(inner), step)),
      document,
    );
  return found === undefined ? undefined : Object(found);
}

/** The document with every object closed: clients are told to ignore fields they do not know, the hub may send none. */
function closed(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((one) => closed(one));
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      // A field may have that name, too.
      !areNames && (key === 'example' || key === 'examples') ? undefined : closed(one, key === 'properties'),
    ]),
  );
  const isObject = !areNames && inner.type === 'object' && inner.properties !== undefined;
  return isObject && inner.additionalProperties === undefined
    ? { ...inner, additionalProperties: false }
    : inner;
}

import * as z from 'zod';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

/** Of the API, as the documents tell it; the changelog's newest entry is about it. */
const apiVersion = '2.0.0';

/** The document of all `routes`, those of the document itself too; it is made when it is first asked for. */
export function openApiRoutes(routes: readonly Route[]): Route[] {
  let made: Promise<Json> | undefined;
  function document(): Promise<Json> {
    made ??= import('./openapi.ts').then(({ openApiDocument }) =>
      openApiDocument([...routes, ...own], apiVersion),
    );
    return made;
  }
  const own = [
    documentRoute('/v2/openapi.json', 'openapi', 'This document', document),
    documentRoute(
      '/v2/openapi-3.0.json',
      'openapi_30',
      'The same for generators that know OpenAPI 3.0',
      async () => {
        const { asOpenApi30 } = await import('./openapi-older.ts');
        return asOpenApi30(await document());
      },
    ),
  ];
  return own;
}

function documentRoute(
  path: string,
  operation: string,
  summary: string,
  document: () => Promise<Json>,
): Route {
  let body: string | undefined;
  return {
    method: 'GET',
    path,
    operation,
    tag: 'core',
    summary,
    scope: 'public',
    answers: [{ status: 200, description: 'OpenAPI', schema: documentForm }],
    errors: [],
    async handle() {
      body ??= JSON.stringify(await document());
      return { status: 200, raw: body, headers: { 'Content-Type': 'application/json' } };
    },
  };
}

const documentForm = z.object({
  openapi: z.string().meta({ example: '3.1.0' }),
  info: z.record(z.string(), z.unknown()),
  servers: z.array(z.record(z.string(), z.unknown())),
  tags: z.array(z.record(z.string(), z.unknown())),
  security: z.array(z.record(z.string(), z.unknown())),
  paths: z.record(z.string(), z.unknown()),
  webhooks: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ description: 'What endpoints are sent; 3.0 cannot tell it' }),
  components: z.record(z.string(), z.unknown()),
});

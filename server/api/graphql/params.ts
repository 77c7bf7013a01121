import * as z from 'zod';
import { RefusalError, refuse } from '../../../shared/errors.ts';
import type { Call } from '../route.ts';
import type { Params } from './run.ts';

const values = z.record(z.string(), z.unknown());

const params = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: values.nullish(),
  extensions: values.nullish(),
});
const names = Object.keys(params.shape);

/**
 * What was sent, by either method.
 * @throws RefusalError 400 `invalid_json` where it is no GraphQL request, as GraphQL over HTTP has it; 422
 * `validation_failed` where there is more than one.
 */
export function paramsOf({ method, body, query }: Call): Params {
  const sent =
    method === 'POST'
      ? body
      : { ...query, ...valuesOf(query, 'variables'), ...valuesOf(query, 'extensions') };
  const read = params.safeParse(sent);
  if (!read.success) {
    const [issue] = read.error.issues;
    const name = String(issue?.path[0] ?? 'query');
    throw new RefusalError(
      refuse('invalid_json', `${name}: ${name in sent ? issue?.message : 'is missing'}`),
    );
  }
  const unknown = Object.keys(sent).filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new RefusalError(
      refuse('validation_failed', `${unknown[0]}: is not known`, {
        issues: unknown.map((path) => ({ path, message: 'is not known' })),
      }),
    );
  const { operationName, variables } = read.data;
  return { query: read.data.query, operationName: operationName ?? undefined, variables: variables ?? {} };
}

/** A parameter of a query string that holds JSON. */
function valuesOf(query: Call['query'], name: string): Record<string, unknown> {
  const text = query[name];
  if (typeof text !== 'string') return {};
  try {
    return { [name]: JSON.parse(text) };
  } catch {
    throw new RefusalError(refuse('invalid_json', `${name}: is not valid JSON`));
  }
}

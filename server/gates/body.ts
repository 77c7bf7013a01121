import express, { type Request, type Response } from 'express';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import { unlessPlain } from './plain.ts';

const parse = express.json({ limit: '1mb', type: () => true, strict: true });

const parserError = z.object({ type: z.string() });
const jsonObject = z.record(z.string(), z.unknown());

/** The body as a JSON object, `{}` where none was sent; 400, 413, 415 or 422 where it is something else. */
export async function readBody(request: Request, response: Response): Promise<Record<string, unknown>> {
  const length = request.headers['content-length'];
  const empty =
    (length === undefined || length === '0') && request.headers['transfer-encoding'] === undefined;
  if (empty) return {};
  if (!request.is('application/json'))
    throw new RefusalError(refuse('unsupported_media_type', 'The body must be application/json'));
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error ? reject(refusalOf(error)) : resolve()));
  });
  const odd = unlessPlain(request.body);
  if (odd) throw new RefusalError(odd);
  const body = jsonObject.safeParse(request.body);
  if (!body.success || Array.isArray(request.body))
    throw new RefusalError(
      refuse('validation_failed', 'The body must be a JSON object', {
        issues: [{ path: '', message: 'must be an object' }],
      }),
    );
  return body.data;
}

function refusalOf(error: unknown): RefusalError {
  const type = parserError.safeParse(error).data?.type;
  if (type === 'entity.too.large')
    return new RefusalError(refuse('payload_too_large', 'The body is larger than 1 MiB'));
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new RefusalError(
      refuse('unsupported_media_type', 'The body must be UTF-8 without an unknown encoding'),
    );
  return new RefusalError(refuse('invalid_json', 'The body is not valid JSON'));
}

import { hash } from 'node:crypto';
import express, { type Request, type Response } from 'express';
import * as z from 'zod';
import { RefusalError, refuse } from '../../shared/errors.ts';
import type { Route } from '../api/route.ts';
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

/** A body of the kind that a route takes, and a summary that stands for it where requests are compared. */
export async function readRaw(
  request: Request,
  response: Response,
  { type, maxBytes }: NonNullable<Route['takes']>,
): Promise<{ bytes: Uint8Array; summary: Record<string, unknown> }> {
  if (!request.is(type)) throw new RefusalError(refuse('unsupported_media_type', `The body must be ${type}`));
  const notRead = refuse('unsupported_media_type', 'The body is not encoded as Content-Encoding says');
  const parseRaw = express.raw({ limit: maxBytes, type: () => true });
  await new Promise<void>((resolve, reject) => {
    parseRaw(request, response, (error?: unknown) =>
      error ? reject(refusalOf(error, maxBytes, notRead)) : resolve(),
    );
  });
  const bytes: Uint8Array = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { bytes, summary: { type, length: bytes.length, sha256: hash('sha256', bytes, 'hex') } };
}

function refusalOf(
  error: unknown,
  maxBytes = 1 << 20,
  otherwise = refuse('invalid_json', 'The body is not valid JSON'),
): RefusalError {
  const type = parserError.safeParse(error).data?.type;
  if (type === 'entity.too.large')
    return new RefusalError(refuse('payload_too_large', `The body is larger than ${maxBytes >> 20} MiB`));
  if (type === 'encoding.unsupported' || type === 'charset.unsupported')
    return new RefusalError(
      refuse('unsupported_media_type', 'The body must be UTF-8 without an unknown encoding'),
    );
  return new RefusalError(otherwise);
}

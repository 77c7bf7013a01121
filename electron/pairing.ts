import * as z from 'zod';
import { pairAnswer } from '../shared/wire/pair.ts';
import type { Vault } from './vault.ts';

/** Where a desk is let in. */
export const pairPath = '/v2/devices/pair';

const shown = z.object({ invitation: z.string() });

/** The invitation that a request to pair shows. */
export function invitationIn(body: string): string | undefined {
  try {
    return shown.safeParse(JSON.parse(body)).data?.invitation;
  } catch {
    return undefined;
  }
}

/** What a hub gave. */
export type Paired = z.output<typeof pairAnswer>;

/** What a hub answered to a desk that wants in; nothing where it did not let it in. */
export async function pairedBy(answer: Response): Promise<Paired | undefined> {
  if (answer.status !== 201) return undefined;
  return pairAnswer.safeParse(await shortJson(answer.clone())).data;
}

/** Bytes of an answer that lets a desk in, at most: who answers is not proven yet. */
const longestAnswer = 64 * 1024;

/** The JSON of an answer; nothing where it is none, or too long. */
async function shortJson({ body }: Response): Promise<unknown> {
  let text = '';
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    text += read.value;
    if (text.length > longestAnswer) {
      await reader?.cancel();
      return undefined;
    }
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps the token of a desk; answers with what stands in for it. */
export function keepToken(vault: Vault, hub: string, { device_id, token }: Paired): Promise<string> {
  return vault.keep(device_id, hub, token);
}

/** The answer as the window gets it: something else stands in for the token. */
export function answerWith({ proof: _ours, ...paired }: Paired, standIn: string): Response {
  return Response.json({ ...paired, token: standIn }, { status: 201 });
}

/** An answer of main itself, in the hub's form. */
export function refusedHere(code: 'unauthorized' | 'tenant_mismatch', message: string): Response {
  const status = code === 'unauthorized' ? 401 : 403;
  return Response.json({ error: { code, message } }, { status });
}

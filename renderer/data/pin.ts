import * as z from 'zod';

/** What a desk keeps of a PIN, to know it again without the hub: PBKDF2 with SHA-256. */
export const pinVerifier = z.object({ salt: z.string(), rounds: z.int(), hash: z.string() });
export type PinVerifier = z.output<typeof pinVerifier>;

/** Makes a verifier. @param salt never used for another PIN */
export async function verifierOf(pin: string, salt: string, rounds: number): Promise<PinVerifier> {
  return { salt, rounds, hash: await derived(pin, salt, rounds) };
}

export async function fitsPin(pin: string, { salt, rounds, hash }: PinVerifier): Promise<boolean> {
  return (await derived(pin, salt, rounds)) === hash;
}

async function derived(pin: string, salt: string, iterations: number): Promise<string> {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: text.encode(salt), iterations };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
  return [...bits].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

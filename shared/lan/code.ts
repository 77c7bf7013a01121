/** Crockford's base 32: no I, L, O or U, so that what is read aloud or copied by hand is not mistaken. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const form = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/**
 * A short code that lets a desk in, as people see it: `K7QM-2XPD`.
 * @param random 5 bytes from a good source: 40 bits
 */
export function writePairingCode(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = 0; i < 8; i++) {
    code = alphabet.charAt(Number(bits & 31n)) + code;
    bits >>= 5n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code in the one form from which keys are derived; undefined where the text is none. */
export function readPairingCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return form.test(code) ? code : undefined;
}

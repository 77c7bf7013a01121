import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomBits } from './random-bits.ts';

describe('how random an idempotency key can be', () => {
  test.each([
    ['', 0],
    ['1', 0],
    ['idem_1', 0],
    ['idem_unique_per_request', 94],
    ['2026-04-20T05:00:00Z', 0],
    ['000000000000000000000000000000000000000000', 0],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 0],
    ['7d1f0f5e-6e0e-4a3c-9a57-2b1b7f3f0c55', 122],
    ['booking:7d1f0f5e-6e0e-4a3c-9a57-2b1b7f3f0c55', 122],
    ['01890a5d-ac96-774b-bcce-b302099a8057', 74],
    ['idem_01HXYZ123ABCDEFGHJKMNPQRST', 80],
    ['7d1f0f5e6e0e4a3c9a572b1b7f3f0c55', 128],
    ['7D1F0F5E6E0E4A3C9A572B1B7F3F0C55', 128],
  ])('%s has %d bits', (key, bits) => {
    expect(Math.floor(randomBits(key))).toBe(bits);
  });

  test('128 random bits in hexadecimal, base 62 or base 64 are seen as such', () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 }).filter((all) => new Set(all).size > 10);
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom('hex' as const, 'base64url' as const, 'base64' as const),
        (all, form) => {
          const key = Buffer.from(all).toString(form).replaceAll('=', '');
          // A text of 22 characters in which one kind of letter is missing by chance is rare, and refused.
          fc.pre(form === 'hex' || (/[a-z]/.test(key) && /[A-Z]/.test(key) && /[0-9]/.test(key)));
          expect(randomBits(key)).toBeGreaterThanOrEqual(128);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });
});

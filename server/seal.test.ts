import { expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const key = new Uint8Array(32).fill(1);
const nonce = new Uint8Array(12).fill(2);

test('what was sealed opens with the same key and with no other', () => {
  const sealed = seal(key, nonce, 'Zoë’s token');
  expect(unseal(key, sealed)).toBe('Zoë’s token');
  expect(() => unseal(new Uint8Array(32).fill(3), sealed)).toThrow();
});

test('a changed bit anywhere is noticed', () => {
  const sealed = seal(key, nonce, 'text');
  for (let i = 0; i < sealed.length; i++) {
    const changed = Uint8Array.from(sealed, (byte, at) => (at === i ? byte ^ 1 : byte));
    expect(() => unseal(key, changed)).toThrow();
  }
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorCodec, type Position } from './cursor.ts';

const cursors = cursorCodec(new Uint8Array(32).fill(7));

const position: fc.Arbitrary<Position> = fc.record({
  order: fc.constant('customers by name'),
  value: fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer()),
  id: fc.string(),
  backwards: fc.boolean(),
});

test('a cursor comes back as it was written', () => {
  fc.assert(
    fc.property(position, (at) => {
      const text = cursors.write(at);
      expect(text).toMatch(/^[\w-]+\.[\w-]+$/);
      expect(cursors.read(text, at.order)).toEqual(at);
    }),
    { seed: 1 },
  );
});

test('one changed character, another secret or another list, and it is refused', () => {
  fc.assert(
    fc.property(position, fc.nat(), fc.constantFrom('A', 'b', '_', '.', '='), (at, where, character) => {
      const text = cursors.write(at);
      const i = where % text.length;
      const changed = text.slice(0, i) + character + text.slice(i + 1);
      if (changed !== text) expect(() => cursors.read(changed, at.order)).toThrow('invalid_cursor');
      expect(() => cursors.read(text, 'customers by -name')).toThrow('invalid_cursor');
      expect(() => cursorCodec(new Uint8Array(32)).read(text, at.order)).toThrow('invalid_cursor');
    }),
    { seed: 1 },
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import { readPairingCode, writePairingCode } from './code.ts';
import { readJoinLink, writeJoinLink } from './link.ts';

describe('a short code', () => {
  test('holds 40 bits, each in one of 8 characters that nobody mistakes', () => {
    expect(writePairingCode(Uint8Array.of(0, 0, 0, 0, 0))).toBe('0000-0000');
    expect(writePairingCode(Uint8Array.of(255, 255, 255, 255, 255))).toBe('ZZZZ-ZZZZ');
    expect(writePairingCode(Uint8Array.of(0, 0, 0, 0, 33))).toBe('0000-0011');
    const five = fc.uint8Array({ minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(five, five, (a, b) => {
        expect(writePairingCode(a)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(writePairingCode(a) === writePairingCode(b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
      }),
    );
  });

  test.each([
    ['K7QM-2XPD', 'K7QM2XPD'],
    [' k7qm 2xpd ', 'K7QM2XPD'],
    ['oO00-iIlL', '00001111'],
    ['K7QM-2XP', undefined],
    ['K7QM-2XPDD', undefined],
    ['K7QM-2XPU', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, code) => {
    expect(readPairingCode(text)).toBe(code);
  });
});

describe('an address', () => {
  test.each([
    ['192.168.1.20:4700', { host: '192.168.1.20', port: 4700 }],
    ['192.168.1.20', { host: '192.168.1.20', port: 4651 }],
    [' https://Front-PC.local/ ', { host: 'front-pc.local', port: 4651 }],
    ['[fd00::2]:4700', { host: 'fd00::2', port: 4700 }],
    ['192.168.1.20:0', undefined],
    ['192.168.1.20:99999', undefined],
    ['a b', undefined],
    ['user@host', undefined],
    ['host/path', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, address) => {
    expect(readAddress(text, 4651)).toEqual(address);
    if (address) expect(readAddress(writeAddress(address))).toEqual(address);
  });
});

describe('a link to join', () => {
  const link = {
    addresses: [
      { host: '192.168.1.20', port: 4651 },
      { host: 'fd00::2', port: 4651 },
    ],
    fingerprint: 'ab12'.repeat(16),
    invitation: `inv_${'x'.repeat(32)}`,
    name: 'Dünen & Söhne = 50 % mehr',
  };

  test('says again what it was made of, whatever the practice is called', () => {
    expect(writeJoinLink(link)).toMatch(
      /^dunebook:\/\/join\?v=1&a=192\.168\.1\.20%3A4651&a=%5Bfd00%3A%3A2%5D%3A4651&f=/,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(readJoinLink(writeJoinLink({ ...link, name }))).toEqual({ ...link, name });
      }),
    );
  });

  test('one that is damaged, of another kind or of a later form is none', () => {
    const good = writeJoinLink(link);
    expect(readJoinLink(good)).toEqual(link);
    for (const bad of [
      '',
      good.replace('join', 'booking'),
      good.replace('v=1', 'v=2'),
      good.replace('f=ab', 'f=xy'),
      good.replace('t=inv_', 't=sk_live_'),
      good.replace('192.168.1.20', 'user%40host'),
      good.replace('a=192', 'a=%E0%A4%A'),
      `${good}${'x'.repeat(5000)}`,
    ])
      expect([bad, readJoinLink(bad)]).toEqual([bad, undefined]);
  });
});

import { createHmac, scryptSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { Bonjour } from 'bonjour-service';
import { expect, test } from 'vitest';
import { deriveFromCode, onSocketError } from './joining.ts';

const seen = 'ab12'.repeat(16);

test('what a code stands for is worked out as docs/lan.md says, and depends on the certificate that was seen', async () => {
  const key = scryptSync('K7QM2XPD', seen, 32, { N: 32768, r: 8, p: 1, maxmem: 2 ** 26 });
  const said = (side: string) => createHmac('sha256', key).update(side).digest('base64url');
  const derived = await deriveFromCode('K7QM2XPD', seen);
  expect(derived).toEqual({ invitation: `inv_${said('desk')}`, proof: said('hub') });
  const inTheMiddle = await deriveFromCode('K7QM2XPD', 'cd34'.repeat(16));
  expect(inTheMiddle.invitation).not.toBe(derived.invitation);
  expect(inTheMiddle.proof).not.toBe(derived.proof);
});

test('a port that another program has for itself is heard of, and ends nothing', async () => {
  const other = createSocket('udp4').bind(0);
  await once(other, 'listening');
  const config = { port: other.address().port };
  const bonjour = new Bonjour(config);
  const heard = await new Promise((resolve) => onSocketError(bonjour, resolve));
  expect(heard).toMatchObject({ code: 'EADDRINUSE' });
  bonjour.destroy();
  other.close();
});

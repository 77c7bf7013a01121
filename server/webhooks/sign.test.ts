import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signature } from './sign.ts';

test('signatures are those of the Standard Webhooks library, one for each secret', () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX'];
  const body = '{"name":"Zoë · cardiology"}';
  const at = 1_614_265_330;
  const theirs = secrets.map((secret) => new Webhook(secret).sign('evt_1', new Date(at * 1000), body));
  expect(signature(secrets, 'evt_1', at, body)).toBe(theirs.join(' '));
});

import { createHash } from 'node:crypto';
import { demoDocuments } from '../../../server/demo/documents.ts';

/** Writes a digest of a demo practice to standard output, in a process whose TZ the test has set. */
const digest = createHash('sha256');
const now = Date.parse('2026-03-20T15:00:00Z');
for (const document of demoDocuments({
  size: 'clinic',
  seed: 7,
  now,
  timezone: 'Europe/Berlin',
  tenant: 'tnt_clinic',
}))
  digest.update(JSON.stringify(document));
process.stdout.write(digest.digest('hex'));

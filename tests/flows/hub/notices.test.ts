import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startHub } from '../../kit/hub.ts';
import { text } from '../../kit/rest.ts';
import { pairDesk } from '../../kit/wire-desk.ts';

test('desks hear at once that something they ask the hub for is different, so that they need not ask all the time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dunebook-notices-'));
  const paperDir = join(folder, 'paper');
  writeFileSync(paperDir, 'a file where the folder should be');
  const hub = await startHub({ paperDir });
  const stream = await (await pairDesk(hub)).stream();
  try {
    expect((await stream.next()).notice).toBeUndefined();
    const noticed = async (): Promise<void> => {
      while (!(await stream.next()).notice);
    };

    // Switched on, and then in trouble: two things to say.
    await hub.call('PUT', '/v2/paper', { on: true });
    await noticed();
    await noticed();
    expect((await hub.call('GET', '/v2/paper')).body.problem).toBeDefined();
    rmSync(paperDir);
    await hub.hub.paper.refresh();
    await noticed();

    const made = await hub.call('POST', '/v2/webhooks', { url: 'https://example.org/', events: ['*'] });
    await noticed();
    await hub.call('DELETE', `/v2/webhooks/${text(made.body, 'id')}`);
    await noticed();

    const member = await hub.call('POST', '/v2/staff', { name: 'Asha', role: 'front_desk' });
    await noticed();
    await hub.call('POST', `/v2/staff/${text(member.body, 'id')}/reset-pin`, {});
    await noticed();
  } finally {
    stream.close();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

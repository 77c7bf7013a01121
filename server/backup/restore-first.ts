import { once } from 'node:events';
import type { Response } from 'express';
import type { RestoreLine } from '../../shared/setup/request.ts';
import { grantInvitation } from '../access/grant.ts';
import type { Reply } from '../api/route.ts';
import type { HubContext, OpenBeside } from '../context.ts';
import type { Staged } from './backups.ts';
import { backupErrorOf } from './problem.ts';

/** Milliseconds between two lines. */
const pause = 250;
/** How long the invitation into the restored practice is good for, in minutes. */
const invitationMinutes = 10;

/** Answers line by line how far the restore is, at last with a way into the practice that is there from then on. */
export function restoreFirst(hub: HubContext, staged: Staged): Reply {
  return {
    status: 200,
    headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' },
    stream: (response) => void follow(hub, staged, response),
  };
}

async function follow(hub: HubContext, staged: Staged, response: Response): Promise<void> {
  const say = (line: RestoreLine) => response.write(`${JSON.stringify(line)}\n`);
  const timer = setInterval(() => {
    const { running } = hub.backups.state();
    if (running && running.step !== 'copying' && running.step !== 'writing')
      say({ step: running.step, percent: running.percent });
  }, pause);
  try {
    const folder = await staged.ready;
    say(await letIn(hub.openBeside, folder));
    response.end();
    if (!response.writableFinished) await Promise.race([once(response, 'finish'), once(response, 'close')]);
    await staged.go();
  } catch (error) {
    if (!response.writableEnded) say({ problem: backupErrorOf(error).problem });
    response.end();
    hub.log.error({ err: error }, 'a backup could not be put back');
    await staged.giveUp();
  } finally {
    clearInterval(timer);
  }
}

/** Opens what was unpacked as the hub will, and makes an invitation in it. */
async function letIn(openBeside: OpenBeside, folder: string): Promise<RestoreLine> {
  const restored = openBeside(folder);
  try {
    const [tenant_id] = restored.stores.live.tenants();
    if (tenant_id === undefined) return {};
    return { tenant_id, invitation: await grantInvitation(restored, tenant_id, invitationMinutes) };
  } finally {
    await restored.close();
  }
}

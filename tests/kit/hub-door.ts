import { join } from 'node:path';
import { type HubDoor, openHubDoor } from '../../electron/hub-door.ts';
import { openVault } from '../../electron/vault.ts';
import type { NearbyHub } from '../../shared/ipc.ts';

/** The main process of a desk that runs no hub of its own, on what it keeps in a folder; `nearby` is what it finds around it. */
export function openDoor(folder: string, nearby: () => NearbyHub[] = () => []): HubDoor {
  return openHubDoor({
    targetFile: join(folder, 'hub-target.json'),
    vault: openVault(join(folder, 'vault.json')),
    nearby: { hubs: async () => nearby(), stop: () => undefined },
    startOwn: () => ({
      status: () => ({ state: 'stopped' }),
      url: () => undefined,
      invitation: async () => '',
      stop: async () => undefined,
    }),
    fetch,
    clock: () => performance.now(),
  });
}

/** What the page asks through the door; status 0 where no hub answers that it trusts. */
export async function ask(door: HubDoor, method: string, path: string, body?: object, bearer?: string) {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
  };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await door.send(new Request(`app://desk${path}`, init), path);
  return { status: answer.status, body: answer.status === 0 ? {} : Object(await answer.json()) };
}

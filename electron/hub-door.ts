import { deriveFromCode } from '../server/joining.ts';
import type {
  AddressProblem,
  HubStatus,
  HubTarget,
  JoinAnswer,
  JoinRequest,
  LanHub,
  NearbyHub,
} from '../shared/ipc.ts';
import { readAddress } from '../shared/lan/address.ts';
import { readPairingCode } from '../shared/lan/code.ts';
import { readJoinLink } from '../shared/lan/link.ts';
import { type HubAddress, sharingPort } from '../shared/lan/sharing.ts';
import { shownBefore, tellFormer } from './former-desk.ts';
import { type Fetch, forward } from './forward.ts';
import { type HubLink, openHubLink } from './hub-link.ts';
import type { HubProcess } from './hub-process.ts';
import { forgetTarget, hubIn, readTarget, writeTarget } from './hub-target.ts';
import { mergedAddresses, type Nearby } from './nearby.ts';
import { answerWith, invitationIn, keepToken, pairedBy, pairPath, refusedHere } from './pairing.ts';
import { fingerprintAt } from './pinned.ts';
import type { Vault } from './vault.ts';

export interface HubDoorOptions {
  /** Where the hub on another computer is noted. */
  readonly targetFile: string;
  readonly vault: Vault;
  readonly nearby: Nearby;
  /** Starts the hub of this computer. */
  readonly startOwn: () => HubProcess;
  /** For the hub of this computer. */
  readonly fetch: Fetch;
  /** Milliseconds, of a clock that never steps. */
  readonly clock: () => number;
}

/** Which hub this window speaks with, the one of this computer or one on another, and the way there. */
export interface HubDoor {
  /** Passes a request of the window on; `path` with its query. */
  send(request: Request, path: string): Promise<Response>;
  status(): HubStatus;
  invitation(): Promise<string | undefined>;
  target(): Promise<HubTarget>;
  nearby(): Promise<NearbyHub[]>;
  join(request: JoinRequest): Promise<JoinAnswer>;
  leave(): void;
  /** Looks for the hub on another computer at an address that somebody typed; answers why it is not there. */
  find(address: string): Promise<AddressProblem | undefined>;
  stop(): Promise<void>;
}

/** A hub that this desk asks to be let in at, until it is. */
interface Joining {
  readonly way: HubLink;
  readonly invitation: string;
  /** What it has to answer, where the invitation comes from a short code. */
  readonly proof?: string;
  readonly tenant: string | undefined;
}

/** Under which name the vault keeps what the hub of this computer gave. */
const ownHub = 'own';

/** Where the window hands over what was done at the desk. */
const handOverPath = '/v2/sync/intents';

/** Opens the door; where the hub is on another computer, none runs on this one. */
export function openHubDoor(options: HubDoorOptions): HubDoor {
  const { targetFile, vault, nearby, startOwn, clock } = options;
  const target = readTarget(targetFile);
  let former = target?.former;
  let away = target && wayTo(hubIn(target));
  let own = target ? undefined : startOwn();
  let joining: Joining | undefined;
  let stopped = false;

  function wayTo(hub: LanHub): HubLink {
    return openHubLink({
      hub,
      clock,
      announced: async () =>
        (await nearby.hubs()).flatMap(({ hub_id, addresses }) => (hub_id === hub.hub_id ? addresses : [])),
      onMoved: (addresses) => moveTo({ ...hub, addresses: [...addresses] }),
    });
  }

  /** The window's hub is at other addresses now, unless it has another hub by now. */
  function moveTo(hub: LanHub): void {
    if (away?.hub.hub_id !== hub.hub_id) return;
    note(hub);
    away = wayTo(hub);
  }

  function note(hub: LanHub): void {
    writeTarget(targetFile, { ...hub, ...(former && { former }) });
  }

  /** Whether the hub knows which desk this one was before, or has now been told. */
  async function isKnownAgain(): Promise<boolean> {
    const [asked, told] = [away, former];
    if (!asked || !told) return true;
    if (!(await tellFormer(asked.fetch, vault, asked.hub.hub_id, told))) return false;
    if (former !== told) return true;
    former = undefined;
    if (away) note(away.hub);
    return true;
  }

  /** Puts the token in the place of what the window has for it; what is another hub's stays here. */
  async function dress(headers: Headers, hub: string): Promise<void> {
    const [, shown] = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '') ?? [];
    if (shown === undefined) return;
    const real = await vault.real(shown, hub);
    // A token that a window kept itself was given by the hub of this computer.
    if (real === undefined || (real === shown && shown.startsWith('dsk_') && hub !== ownHub))
      headers.delete('authorization');
    else headers.set('authorization', `Bearer ${real}`);
  }

  async function sendTo(request: Request, path: string): Promise<Response> {
    // What was done under a session of the desk that this one was is refused for good by a hub that does not know it.
    if (path === handOverPath && !(await isKnownAgain())) return Response.error();
    if (away) {
      const { hub } = away;
      return forward(request, path, away.fetch, (headers) => dress(headers, hub.hub_id));
    }
    const url = own?.url();
    if (url === undefined) return Response.error();
    const target = new URL(path, url).href;
    return forward(request, target, options.fetch, (headers) => dress(headers, ownHub));
  }

  /** A desk that wants in: what the hub gives it stays here. */
  async function pair(request: Request, path: string): Promise<Response> {
    const asked = joining;
    const invitation = invitationIn(await request.clone().text());
    if (asked && invitation === asked.invitation) return join(asked, request, path);
    const answer = await sendTo(request, path);
    const paired = await pairedBy(answer);
    return paired ? answerWith(paired, await keepToken(vault, away?.hub.hub_id ?? ownHub, paired)) : answer;
  }

  async function join(asked: Joining, request: Request, path: string): Promise<Response> {
    const same = away !== undefined && away.hub.fingerprint === asked.way.hub.fingerprint;
    const before = same ? (away?.hub.hub_id ?? '') : '';
    if (same) await isKnownAgain();
    const answer = await forward(request, path, asked.way.fetch, (headers) => dress(headers, before));
    const paired = await pairedBy(answer);
    if (!paired)
      return answer.status === 201 ? refusedHere('unauthorized', 'Whoever answered is no hub') : answer;
    if (asked.proof !== undefined && paired.proof !== asked.proof)
      return refusedHere('unauthorized', 'Whoever answered does not know the code');
    if (asked.tenant !== undefined && paired.tenant_id !== asked.tenant)
      return refusedHere('tenant_mismatch', 'That hub is of another practice; nothing was changed');
    joining = undefined;
    const hub: LanHub = { ...asked.way.hub, hub_id: paired.hub_id };
    // Only now is it proven whom the desk speaks with. Where the certificate is the one of before, the hub saw the token.
    const isSamePractice = asked.tenant !== undefined && !same;
    const was = isSamePractice ? await shownBefore(request, vault, hub.hub_id) : undefined;
    const kept = await keepToken(vault, hub.hub_id, paired);
    former = was === undefined ? undefined : { was, is: kept };
    note(hub);
    away = wayTo(hub);
    const ending = own;
    own = undefined;
    await Promise.all([isKnownAgain(), ending?.stop()]);
    return answerWith(paired, kept);
  }

  async function prepare({ by, tenant }: JoinRequest): Promise<JoinAnswer> {
    joining = undefined;
    if ('link' in by) {
      const link = readJoinLink(by.link);
      if (!link) return { problem: 'not_a_link' };
      const found = await answering(link.addresses, link.fingerprint);
      if ('problem' in found) return found;
      const addresses = mergedAddresses([found.address], link.addresses);
      const { fingerprint, invitation, name } = link;
      joining = { way: wayToNew({ addresses, fingerprint, name }), invitation, tenant };
      return { invitation, name };
    }
    const address = readAddress(by.address, sharingPort);
    const code = readPairingCode(by.code);
    if (!address) return { problem: 'not_an_address' };
    if (code === undefined) return { problem: 'not_a_code' };
    const fingerprint = await fingerprintAt(address);
    if (fingerprint === undefined) return { problem: 'not_found' };
    const announced = (await nearby.hubs()).find((hub) =>
      hub.addresses.some(({ host, port }) => host === address.host && port === address.port),
    );
    const addresses = mergedAddresses([address], announced?.addresses ?? []);
    const name = announced?.name ?? address.host;
    joining = {
      way: wayToNew({ addresses, fingerprint, name }),
      ...(await deriveFromCode(code, fingerprint)),
      tenant,
    };
    return { invitation: joining.invitation, name };
  }

  /** An address is taken where the certificate that this desk knows answers: that alone proves the hub. */
  async function find(typed: string): Promise<AddressProblem | undefined> {
    const hub = away?.hub;
    if (!hub) throw new Error('The hub of this window runs on this computer.');
    const address = readAddress(typed, sharingPort);
    if (!address) return 'not_an_address';
    const found = await fingerprintAt(address);
    if (found === undefined) return 'not_found';
    if (found !== hub.fingerprint) return 'other_certificate';
    moveTo({ ...hub, addresses: mergedAddresses([address], hub.addresses) });
    return undefined;
  }

  /** The way to a hub whose id nobody knows yet. */
  function wayToNew(hub: Omit<LanHub, 'hub_id'>): HubLink {
    return openHubLink({
      hub: { ...hub, hub_id: '' },
      clock,
      announced: async () => [],
      onMoved: () => undefined,
    });
  }

  return {
    send: (request, path) =>
      request.method === 'POST' && path === pairPath ? pair(request, path) : sendTo(request, path),
    status: () => own?.status() ?? { state: 'stopped' },
    invitation: async () => own?.invitation(),
    async target() {
      const keyring = await vault.hasKeyring();
      if (!away) return { kind: 'own', keyring };
      const problem = away.problem();
      return { kind: 'lan', ...away.hub, keyring, tries: [...away.tries()], ...(problem && { problem }) };
    },
    nearby: async () => [...(await nearby.hubs())],
    join: prepare,
    find,
    leave() {
      if (!away || stopped) return;
      vault.forget(away.hub.hub_id);
      forgetTarget(targetFile);
      away = undefined;
      former = undefined;
      own ??= startOwn();
    },
    async stop() {
      stopped = true;
      nearby.stop();
      await own?.stop();
    },
  };
}

/** Of the addresses that a link names the first at which its hub is; why none is it, otherwise. */
async function answering(
  addresses: readonly HubAddress[],
  fingerprint: string,
): Promise<{ address: HubAddress } | { problem: 'not_found' | 'other_certificate' }> {
  const seen = await Promise.all(
    addresses.map(async (address) => ({ address, found: await fingerprintAt(address) })),
  );
  const right = seen.find(({ found }) => found === fingerprint);
  if (right) return { address: right.address };
  return { problem: seen.some(({ found }) => found !== undefined) ? 'other_certificate' : 'not_found' };
}

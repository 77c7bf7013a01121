import type { CommandName } from '../../shared/commands/index.ts';
import type { HubProcess } from '../kit/hub-process.ts';
import { restOf } from '../kit/rest-command.ts';
import { neighbours, practice, team } from './practice.ts';
import type { CommandStep, Neighbour } from './steps.ts';

/** What was asked for over REST and done. */
export interface RestAct {
  readonly command: CommandName;
  /** Of the document it is about. */
  readonly target: string;
}

/** What programs do at the hub, in the practice and beside it. */
export interface RestSide {
  /** What the hub acknowledged in the practice and no restore took back; none takes back an erasure (rule P4). */
  acts(): readonly RestAct[];
  /** Gives the practice and its neighbours everything that is there from the beginning. */
  fill(): Promise<void>;
  run(step: Pick<CommandStep, 'command' | 'args'>, as: 'rest' | Neighbour): Promise<void>;
  /** A backup is made of what was acknowledged until now. */
  noteBackup(): void;
  /** The backup was restored. */
  goBack(): void;
}

/** Founds the neighbours. `wrongs` takes what is wrong while it happens. */
export async function openRestSide(hub: HubProcess, wrongs: string[]): Promise<RestSide> {
  let acts: RestAct[] = [];
  let backedUp: readonly RestAct[] = [];
  let requests = 0;
  const keys: Record<'rest' | Neighbour, string> = {
    rest: hub.key,
    sandbox: await hub.found(neighbours.sandbox.tenant, neighbours.sandbox.mode),
    other: await hub.found(neighbours.other.tenant, neighbours.other.mode),
  };

  /** Asks until the hub answers: the same request with the same key, however often it is killed meanwhile. */
  async function run(
    { command, args }: Parameters<RestSide['run']>[0],
    as: 'rest' | Neighbour,
  ): Promise<void> {
    const { method, path, body } = restOf(command, args);
    const headers = { 'x-idempotency-key': `fuzz-${requests++}`, authorization: `Bearer ${keys[as]}` };
    for (;;) {
      await hub.untilUp();
      try {
        const { status, body: answer } = await hub.call(method, path, body, headers);
        if (status >= 500)
          wrongs.push(`REST: ${method} ${path} was answered ${status} ${JSON.stringify(answer)}`);
        if (status < 300 && as === 'rest') acts.push({ command, target: String(args.id) });
        return;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        // No answer came: the hub is being killed, and whether it did it is not known.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }

  return {
    acts: () => acts,
    async fill() {
      const all = (['rest', 'sandbox', 'other'] as const).flatMap((as) =>
        practice.map((step) => run(step, as)),
      );
      await Promise.all([...all, ...team.map((step) => run(step, 'rest'))]);
    },
    run,
    noteBackup() {
      backedUp = [...acts];
    },
    goBack() {
      const erasures = acts.filter(({ command }) => command === 'customers.delete');
      acts = [...backedUp, ...erasures.filter((act) => !backedUp.includes(act))];
    },
  };
}

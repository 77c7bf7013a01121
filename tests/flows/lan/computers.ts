import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { type CallAnswer, openCalls } from '../../kit/calls.ts';
import { cachedEnv } from '../../kit/compile-cache.ts';
import type { ComputerApi } from './computer.child.ts';

/** A computer of the network: its own process, told what to do. */
export interface Computer {
  tell<Name extends keyof ComputerApi>(
    name: Name,
    ...args: Parameters<ComputerApi[Name]>
  ): Promise<Awaited<ReturnType<ComputerApi[Name]>>>;
  end(): Promise<void>;
}

export type Place = 'hub' | 'desk' | 'thief';

/** Several computers, and what happens to the network between them. */
export interface Network {
  readonly kind: 'namespaces' | 'proxy';
  /** Under which address desks reach the hub. */
  readonly hubHost: string;
  computer(place: Place): Computer;
  /** Where desks find the hub that listens at this port. */
  reachedAt(port: number): Promise<number>;
  /** The desks' cable is pulled, or put in again. */
  cut(isCut: boolean): void;
  /** Whoever asks at the hub's address reaches the thief, who listens at `port`, or the hub again. */
  divert(port: number | undefined): void;
  /** The hub's computer is given another address, as routers do, which is the answer; undefined where it has but one. */
  move(): string | undefined;
  remove(): Promise<void>;
}

function start(prefix: readonly string[]): Computer {
  const [first, ...rest] = [...prefix, process.execPath];
  const loader = new URL('./as-electron.ts', import.meta.url).href;
  const forked = fork(new URL('./computer.child.ts', import.meta.url), {
    ...(first !== undefined && { execPath: first }),
    execArgv: [...rest, '--import', loader],
    env: cachedEnv,
  });
  const calls = openCalls((message) => forked.send(message));
  forked.on('message', (answer: CallAnswer) => calls.answered(answer));
  forked.on('exit', () => calls.fail(new Error('the computer is gone')));
  return {
    tell: (name, ...args) => calls.call(name, args) as Promise<never>,
    async end() {
      if (forked.exitCode !== null || forked.signalCode !== null) return;
      const gone = once(forked, 'exit');
      calls.call('leave', []).catch(() => undefined);
      const timer = setTimeout(() => forked.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

const net = '10.77.0';
const places: readonly Place[] = ['hub', 'desk', 'thief'];

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}

/**
 * Three hosts at one switch, each a network namespace of its own; `undefined` where the system does not permit it, which
 * is said in one line.
 */
export function namespaces(): Network | undefined {
  const tag = `dune${process.pid}`;
  const of = (place: string) => `${tag}${place}`;
  const made: string[] = [];
  const computers: Computer[] = [];
  const clear = () => {
    for (const name of made) ip('netns', 'del', name);
  };
  try {
    for (const place of ['switch', ...places]) {
      ip('netns', 'add', of(place));
      made.push(of(place));
      ip('-n', of(place), 'link', 'set', 'lo', 'up');
    }
    ip('-n', of('switch'), 'link', 'add', 'br0', 'type', 'bridge', 'mcast_snooping', '0');
    ip('-n', of('switch'), 'link', 'set', 'br0', 'up');
    for (const [i, place] of places.entries()) {
      ip(
        '-n',
        of('switch'),
        'link',
        'add',
        place,
        'type',
        'veth',
        'peer',
        'name',
        'eth0',
        'netns',
        of(place),
      );
      ip('-n', of('switch'), 'link', 'set', place, 'master', 'br0', 'up');
      ip('-n', of(place), 'addr', 'add', `${net}.${i + 1}/24`, 'dev', 'eth0');
      ip('-n', of(place), 'link', 'set', 'eth0', 'up');
    }
  } catch (error) {
    clear();
    const why = String(Object(error).stderr ?? error).trim();
    process.stdout.write(
      `Network namespaces are not permitted here (${why}): shown through a proxy instead.\n`,
    );
    return undefined;
  }
  return {
    kind: 'namespaces',
    hubHost: `${net}.1`,
    computer(place) {
      const computer = start(['ip', 'netns', 'exec', of(place)]);
      computers.push(computer);
      return computer;
    },
    reachedAt: async (port) => port,
    cut: (isCut) => ip('-n', of('switch'), 'link', 'set', 'desk', isCut ? 'down' : 'up'),
    divert(port) {
      ip('-n', of('switch'), 'link', 'set', 'hub', port === undefined ? 'up' : 'down');
      ip('-n', of('thief'), 'addr', port === undefined ? 'del' : 'add', `${net}.1/24`, 'dev', 'eth0');
      ip('-n', of('desk'), 'neigh', 'flush', 'dev', 'eth0');
    },
    move() {
      ip('-n', of('hub'), 'addr', 'del', `${net}.1/24`, 'dev', 'eth0');
      ip('-n', of('hub'), 'addr', 'add', `${net}.21/24`, 'dev', 'eth0');
      return `${net}.21`;
    },
    async remove() {
      await Promise.all(computers.map((computer) => computer.end()));
      clear();
    },
  };
}

/** The same on one computer: desks reach the hub through a proxy, which can be cut or lead elsewhere. */
export function throughProxy(): Network {
  const computers: Computer[] = [];
  const open = new Set<Socket>();
  let hubPort = 0;
  let diverted: number | undefined;
  let isCut = false;
  const server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const onward = connect(diverted ?? hubPort, '127.0.0.1');
    for (const end of [socket, onward]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward).pipe(socket);
  });
  const breakAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    kind: 'proxy',
    hubHost: '127.0.0.1',
    computer() {
      const computer = start([]);
      computers.push(computer);
      return computer;
    },
    async reachedAt(port) {
      hubPort = port;
      if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    },
    cut(cutNow) {
      isCut = cutNow;
      breakAll();
    },
    divert(port) {
      diverted = port;
      breakAll();
    },
    move: () => undefined,
    async remove() {
      await Promise.all(computers.map((computer) => computer.end()));
      breakAll();
      server.close();
    },
  };
}

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** A slow and lossy way to a hub on this computer. */
export interface SlowLink {
  /** In the place of the hub's own address. */
  readonly url: string;
  /** From now on all that passes takes its time, and some of it ends its connection instead. */
  worsen(): void;
  /** From now on nothing is lost any more; it stays slow. */
  loseNothing(): void;
  /** How many connections it has ended. */
  lost(): number;
  close(): Promise<void>;
}

interface Slowness {
  /** Milliseconds that whatever passes takes, each way. */
  readonly delay: number;
  /** One in so many pieces is lost, and its connection with it. */
  readonly oneIn: number;
}

/** Opens the way, which is as good as none until it is worsened. */
export async function openSlowLink(hubUrl: string, { delay, oneIn }: Slowness): Promise<SlowLink> {
  const hubPort = Number(new URL(hubUrl).port);
  const open = new Set<Socket>();
  let isSlow = false;
  let loses = false;
  let pieces = 0;
  let lost = 0;

  /** Passes pieces on in their order, each some time after it came. */
  function slowly(breakOff: () => void): Transform {
    return new Transform({
      highWaterMark: 1_000_000,
      async transform(piece, _encoding, done) {
        if (isSlow) await pause(delay);
        if (loses) pieces += 1;
        if (loses && pieces % oneIn === 0) {
          lost += 1;
          return breakOff();
        }
        done(null, piece);
      },
    });
  }

  const server = createServer((socket) => {
    const onward = connect(hubPort, '127.0.0.1');
    const breakOff = () => {
      socket.destroy();
      onward.destroy();
    };
    for (const end of [socket, onward]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        breakOff();
      });
    }
    socket.pipe(slowly(breakOff)).pipe(onward).pipe(slowly(breakOff)).pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the link has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    worsen() {
      isSlow = true;
      loses = true;
    },
    loseNothing() {
      loses = false;
    },
    lost: () => lost,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

import type { Net } from 'electron';
import { onTold } from './control.ts';

/** Aborted while the test keeps the network cut. */
let cut = new AbortController();

export function network(): AbortController {
  return cut;
}

/** The network of the main process: Node's, until the test cuts it; what runs then breaks off. */
export const net = {
  fetch(input, init) {
    if (cut.signal.aborted) return Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED'));
    const signal = init?.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal;
    return fetch(input, { ...init, signal });
  },
} satisfies Pick<Net, 'fetch'>;

/** Lets the test cut and mend the network. */
export function listenForCuts(): void {
  onTold((message) => {
    if (message.type !== 'offline') return;
    if (message.offline) cut.abort();
    else cut = new AbortController();
  });
}

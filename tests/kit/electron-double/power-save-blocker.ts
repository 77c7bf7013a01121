import type { PowerSaveBlocker } from 'electron';
import { tell } from './control.ts';

const running = new Set<number>();
let started = 0;

/** Nothing falls asleep here; what main asks for is told to the test. */
export const powerSaveBlocker = {
  start(_type) {
    started += 1;
    running.add(started);
    tell({ type: 'awake', awake: true });
    return started;
  },
  stop(id) {
    const stopped = running.delete(id);
    tell({ type: 'awake', awake: running.size > 0 });
    return stopped;
  },
} satisfies Pick<PowerSaveBlocker, 'start' | 'stop'>;

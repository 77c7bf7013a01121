import { minutes } from '../../shared/time/instants.ts';
import type { HubContext } from '../context.ts';

const every = minutes(5);
/** After what did not work: somebody may be mending it, and waits to see it end. */
const soon = minutes(0.5);
const lookEvery = 1000;

/** Brings the paper sheets up to date at once and every five minutes of the hub's clock, sooner after what did not work; the answer stops it. */
export function startPaper(hub: HubContext): () => Promise<void> {
  let at = hub.clock();
  let running = hub.paper.refresh();
  const timer = setInterval(
    () => {
      if (Math.abs(hub.clock() - at) < (hub.paper.state().problem ? soon : every)) return;
      at = hub.clock();
      running = hub.paper.refresh();
    },
    Math.min(lookEvery, hub.lookEvery),
  );
  return async () => {
    clearInterval(timer);
    await running;
  };
}

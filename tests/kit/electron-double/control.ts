import * as z from 'zod';

const bounds = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });

/** What a test may do to the double that a person, or the network, does to Electron. */
export const toDouble = z.discriminatedUnion('type', [
  /** The main process reaches no address any more, or again. */
  z.object({ type: z.literal('offline'), offline: z.boolean() }),
  /** Somebody moves the window. */
  z.object({ type: z.literal('move'), bounds }),
  z.object({ type: z.literal('minimize') }),
  /** The system opens a link of the program, as a Mac does. */
  z.object({ type: z.literal('open_url'), url: z.string() }),
  /** Somebody closes the window by its cross. */
  z.object({ type: z.literal('close') }),
  /** What somebody chooses when they are next asked for a file or a folder. */
  z.object({ type: z.literal('choose'), path: z.string().optional() }),
  /** Somebody clicks on an item of the tray's menu. */
  z.object({ type: z.literal('tray'), label: z.string() }),
  /** A newer program is there to be found; without a version looking fails. */
  z.object({ type: z.literal('newer'), version: z.string().optional() }),
]);
export type ToDouble = z.output<typeof toDouble>;

/** What a test may see of the double beside the page. */
export const fromDouble = z.discriminatedUnion('type', [
  /** The window's Chromium can be driven at this address. */
  z.object({ type: z.literal('browser'), endpoint: z.url() }),
  /** A window was placed, or changed its state. */
  z.object({
    type: z.literal('window'),
    bounds,
    maximized: z.boolean(),
    minimized: z.boolean(),
    visible: z.boolean(),
    focused: z.int(),
  }),
  /** Whether the computer is kept from falling asleep. */
  z.object({ type: z.literal('awake'), awake: z.boolean() }),
  /** The person's own browser was asked to open a page. */
  z.object({ type: z.literal('opened_outside'), url: z.string() }),
  /** What the tray shows: where the pointer rests on it, and in its menu. */
  z.object({
    type: z.literal('tray'),
    tooltip: z.string(),
    items: z.array(z.object({ label: z.string(), enabled: z.boolean() })),
  }),
  /** The labels of the menu bar. */
  z.object({ type: z.literal('menu'), labels: z.array(z.string()) }),
  /** The newer program is installed and started. */
  z.object({ type: z.literal('installed'), version: z.string() }),
]);
export type FromDouble = z.output<typeof fromDouble>;

/** Tells the test; without one that listens, nobody. */
export function tell(message: FromDouble): void {
  if (process.connected) process.send?.(message);
}

/** Hears the test. */
export function onTold(listener: (message: ToDouble) => void): void {
  process.on('message', (message) => {
    const told = toDouble.safeParse(message).data;
    if (told) listener(told);
  });
}

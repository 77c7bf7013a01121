import * as z from 'zod';
import { instant } from './time/instants.ts';

/** Words of the program itself, beside the window: English until the window gives those of its language. */
function said(english: string) {
  return z.string().min(1).max(300).default(english);
}

/** What menus, the tray and the program's own questions say. */
export const programWords = z.strictObject({
  file: said('File'),
  edit: said('Edit'),
  view: said('View'),
  window: said('Window'),
  about: said('About Dunebook'),
  services: said('Services'),
  hide: said('Hide Dunebook'),
  hide_others: said('Hide others'),
  show_all: said('Show all'),
  quit: said('Quit Dunebook'),
  close: said('Close window'),
  undo: said('Undo'),
  redo: said('Redo'),
  cut: said('Cut'),
  copy: said('Copy'),
  paste: said('Paste'),
  delete: said('Delete'),
  select_all: said('Select all'),
  reload: said('Reload'),
  actual_size: said('Actual size'),
  zoom_in: said('Zoom in'),
  zoom_out: said('Zoom out'),
  full_screen: said('Full screen'),
  minimize: said('Minimize'),
  zoom: said('Zoom'),
  open: said('Open Dunebook'),
  new_booking: said('New booking'),
  lock: said('Lock this desk'),
  not_saved: said('What you typed is not saved yet.'),
  lost_if_closed: said(
    'If you close the window now, it is lost. Bookings and everything else you saved are kept.',
  ),
  stay: said('Stay'),
  close_unsaved: said('Close without saving'),
  choose_backup: said('Choose a backup'),
  choose_folder: said('Choose a folder'),
  backups: said('Backups of Dunebook'),
});
export type ProgramWords = z.output<typeof programWords>;

export const englishWords: ProgramWords = programWords.parse({});

/** What the tray says of today. */
export const trayDay = z.strictObject({
  bookings: z.int().min(0),
  /** The same in the desk's language: `12 bookings today`. */
  words: z.string().min(1).max(200),
  /** Whether somebody is signed in whom a PIN would bring back. */
  can_lock: z.boolean(),
});
export type TrayDay = z.output<typeof trayDay>;

/** How the program stands to newer ones of itself. */
export const updateState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('never'),
    /** It is not installed or was not told where to look; the system's packages bring it; the environment forbids it. */
    why: z.enum(['no_source', 'package', 'environment']),
  }),
  /** It knows of nothing newer. */
  z.object({ state: z.literal('none'), looked_at: instant.optional() }),
  z.object({ state: z.literal('looking') }),
  z.object({ state: z.literal('loading'), version: z.string(), percent: z.int().min(0).max(100) }),
  /** It is here, and is installed when the program ends. */
  z.object({ state: z.literal('ready'), version: z.string() }),
  /** Looking or loading failed; it tries again by itself. */
  z.object({ state: z.literal('failed'), at: instant }),
]);
export type UpdateState = z.output<typeof updateState>;

/** What somebody chose for the program on this computer. */
export const programSettings = z.strictObject({
  /** It looks for newer ones of itself. */
  look_for_updates: z.boolean(),
  /** A closed window leaves it in the tray. */
  close_to_tray: z.boolean(),
  /** It starts when somebody signs in to the computer; absent where it is not installed. */
  start_with_computer: z.boolean().optional(),
});
export type ProgramSettings = z.output<typeof programSettings>;

/** How the program is set, and how it stands to newer ones of itself. */
export const programState = z.object({
  /** Counts its changes. */
  n: z.int(),
  settings: programSettings,
  updates: updateState,
});
export type ProgramState = z.output<typeof programState>;

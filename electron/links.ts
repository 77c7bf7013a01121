import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenedLink } from '../shared/ipc.ts';
import { readJoinLink } from '../shared/lan/link.ts';

/** The scheme of the program's own links. */
export const linkScheme = 'dunebook';

/** What the names of backups end in, after a dot; `electron-builder.yml` registers it. */
export const backupExtension = 'dunebook-backup';

/** The longest path that a system takes. */
const longestPath = 4096;

/**
 * What a link of the program, or the absolute path of a backup, asks for; nothing where it is neither, or asks for what
 * there is not.
 */
export function openedLinkOf(text: string): OpenedLink | undefined {
  if (!isLink(text)) return isBackup(text) && isAbsolute(text) ? { backup: text } : undefined;
  // Some systems put a slash after the host.
  const link = text.trim().replace(/^dunebook:\/\/join\/\?/i, 'dunebook://join?');
  const join = readJoinLink(link);
  if (join) return { join: link, name: join.name, addresses: [...join.addresses] };
  const url = URL.parse(link);
  const [, id] = (url && /^booking\/(bk_\w{1,60})\/?$/.exec(url.host + url.pathname)) ?? [];
  return id === undefined ? undefined : { screen: `/booking/${id}` };
}

/**
 * The link or the backup among what the program was started with in `folder`; systems other than a Mac's hand it over
 * there. A backup is answered as its absolute path.
 */
export function linkIn(args: readonly string[], folder: string): string | undefined {
  const opened = args.find((arg) => isLink(arg) || isBackup(arg));
  if (opened === undefined || isLink(opened)) return opened;
  return resolve(folder, pathOf(opened));
}

function isLink(text: string): boolean {
  return text.trim().toLowerCase().startsWith(`${linkScheme}:`);
}

function isBackup(text: string): boolean {
  return (
    text.toLowerCase().endsWith(`.${backupExtension}`) && !text.startsWith('-') && text.length <= longestPath
  );
}

/** File managers on Linux hand files over as `file:` addresses. */
function pathOf(text: string): string {
  if (!/^file:/i.test(text)) return text;
  try {
    return fileURLToPath(text);
  } catch {
    // The address of no file here: as a path it leads to nothing either.
    return text;
  }
}

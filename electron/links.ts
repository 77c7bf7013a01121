import type { OpenedLink } from '../shared/ipc.ts';
import { readJoinLink } from '../shared/lan/link.ts';

/** The scheme of the program's own links. */
export const linkScheme = 'dunebook';

/** What a link of the program asks for; nothing where it is none, or asks for what there is not. */
export function openedLinkOf(text: string): OpenedLink | undefined {
  // Some systems put a slash after the host.
  const link = text.trim().replace(/^dunebook:\/\/join\/\?/i, 'dunebook://join?');
  const join = readJoinLink(link);
  if (join) return { join: link, name: join.name, addresses: [...join.addresses] };
  const url = URL.parse(link);
  if (url?.protocol !== `${linkScheme}:`) return undefined;
  const [, id] = /^booking\/(bk_\w{1,60})\/?$/.exec(url.host + url.pathname) ?? [];
  return id === undefined ? undefined : { screen: `/booking/${id}` };
}

/** The link among what the program was started with; systems other than a Mac's hand it over there. */
export function linkIn(args: readonly string[]): string | undefined {
  return args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`));
}

import { app } from 'electron';
import type { OpenedLink } from '../shared/ipc.ts';
import { linkIn, linkScheme, openedLinkOf } from './links.ts';

/** Links of the program and backups that somebody opened, and what the tray asks for, for the window to follow. */
export interface OpenedLinks {
  /** Somebody opened one: a link or an absolute path as text, which may be anything. */
  open(link: string): void;
  /** Somebody asked for it in another way. */
  ask(link: OpenedLink): void;
  /** The window was closed: what it asked for is for the next one. */
  closed(): void;
  /** See the channel `nextLink`. */
  next(): Promise<OpenedLink | undefined>;
}

/** Keeps the newest link until the window asks for it. */
export function keepLinks(): OpenedLinks {
  let kept: OpenedLink | undefined;
  let waiting: ((link: OpenedLink | undefined) => void) | undefined;
  function ask(link: OpenedLink): void {
    if (waiting) waiting(link);
    else kept = link;
    waiting = undefined;
  }
  return {
    ask,
    open(text) {
      const link = openedLinkOf(text);
      if (link) ask(link);
    },
    closed() {
      waiting?.(undefined);
      waiting = undefined;
    },
    next() {
      // A page that was loaded anew asks again; the one before is gone.
      waiting?.(undefined);
      waiting = undefined;
      const link = kept;
      kept = undefined;
      if (link) return Promise.resolve(link);
      return new Promise((resolve) => {
        waiting = resolve;
      });
    },
  };
}

/**
 * Has the system open `dunebook://…` with this program, and hears of those and of backups that are opened, beginning with
 * what the program was started with in `folder`.
 */
export function hearLinks(links: OpenedLinks, args: readonly string[], folder: string): void {
  // A program that is not installed would leave the system a way to it that ends with it.
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    links.open(url);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    links.open(path);
  });
  const link = linkIn(args, folder);
  if (link !== undefined) links.open(link);
}

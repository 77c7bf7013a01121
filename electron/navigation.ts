import { app, shell } from 'electron';
import { isDeskUrl } from './origin.ts';

/** Whether a link may be opened in the person's own browser: encrypted pages only, never a program or a file. */
export function opensOutside(url: string): boolean {
  return URL.parse(url)?.protocol === 'https:';
}

/** Keeps every page of the app on the desk: no other address, no second window, no embedded page. */
export function guardNavigation(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-frame-navigate', (event) => {
      if (!isDeskUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      if (!isDeskUrl(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (opensOutside(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}

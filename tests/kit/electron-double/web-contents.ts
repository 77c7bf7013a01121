import { EventEmitter } from 'node:events';
import type { ContextMenuParams, WebContents as ElectronWebContents, Event, HandlerDetails } from 'electron';
import type { Declared } from './event.ts';

type OpenHandler = Parameters<ElectronWebContents['setWindowOpenHandler']>[0];

/** Where a page wants to go. */
type Navigation = Event<{ readonly url: string; readonly isMainFrame: boolean }>;

type Events = {
  readonly 'will-frame-navigate': [details: Navigation];
  /** Never emitted: Chromium does not stop at a redirect of a page, and the desk's protocol sends none. */
  readonly 'will-redirect': [details: Navigation];
  /** Never emitted: there is no such element outside Electron. */
  readonly 'will-attach-webview': [event: Event];
  /** Never emitted: the test runner closes pages without asking them. */
  readonly 'will-prevent-unload': [event: Event];
  /** Never emitted: Chromium shows its own menu. */
  readonly 'context-menu': [event: Event, params: ContextMenuParams];
};

type On = ElectronWebContents['on'];
const declared: { [Name in keyof Events]: Declared<On, Name, Events[Name]> } = {
  'will-frame-navigate': true,
  'will-redirect': true,
  'will-attach-webview': true,
  'will-prevent-unload': true,
  'context-menu': true,
};
void declared;

/** What guards a window's pages. */
export class WebContents extends EventEmitter<Events> {
  #openHandler: OpenHandler = () => ({ action: 'deny' });

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Tells the handler that a page wants a window. One that is allowed is more than the double can open. */
  askForWindow(asked: Pick<HandlerDetails, 'url' | 'frameName' | 'features'>): void {
    const details: HandlerDetails = {
      ...asked,
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    };
    if (this.#openHandler(details).action === 'allow') throw new Error('The double opens no second window.');
  }
}

import { EventEmitter } from 'node:events';
import type { Frame, Page, Request, Route } from '@playwright/test';
import type {
  BrowserWindowConstructorOptions,
  BrowserWindow as ElectronWindow,
  Event,
  Rectangle,
} from 'electron';
import { app } from './app.ts';
import { preload } from './bridge.ts';
import { openChromium } from './chromium.ts';
import { onTold, tell } from './control.ts';
import { type Declared, preventable } from './event.ts';
import { appUrl, pageUrl } from './protocol.ts';
import { settlePermissions } from './session.ts';
import { WebContents } from './web-contents.ts';

type Events = {
  readonly 'ready-to-show': [];
  readonly close: [event: Event];
  readonly closed: [];
};

type On = ElectronWindow['on'];
const declared: { [Name in keyof Events]: Declared<On, Name, Events[Name]> } = {
  'ready-to-show': true,
  close: true,
  closed: true,
};
void declared;

type Declarations = Pick<
  ElectronWindow,
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'show'
>;

const windows = new Set<BrowserWindow>();

/** A page of Chromium, which has no screen: place, size and whether it is shown are kept as main said. */
export class BrowserWindow extends EventEmitter<Events> implements Declarations {
  readonly webContents = new WebContents();
  readonly #page: Promise<Page>;
  readonly #forget: () => void;
  #bounds: Rectangle;
  #maximized = false;
  #minimized = false;
  #visible: boolean;
  #focused = 0;
  #closed = false;

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options;
    this.#bounds = { x, y, width, height };
    this.#visible = show;
    windows.add(this);
    this.#forget = app.opened(this);
    app.emit('web-contents-created', preventable({}), this.webContents);
    this.#page = this.#open(options.webPreferences?.preload);
    onTold((message) => {
      if (message.type === 'move') this.#bounds = message.bounds;
      if (message.type === 'minimize') this.#minimized = true;
      if (message.type === 'close') void this.close();
      this.#tell();
    });
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.#page;
    await settlePermissions(page.context(), url, pageUrl(url));
    await page.goto(pageUrl(url));
    this.emit('ready-to-show');
  }

  show(): void {
    this.#visible = true;
    this.#tell();
  }

  hide(): void {
    this.#visible = false;
    this.#tell();
  }

  focus(): void {
    this.#focused += 1;
    this.#tell();
  }

  maximize(): void {
    this.#maximized = true;
    this.#tell();
  }

  restore(): void {
    this.#minimized = false;
    this.#tell();
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  getNormalBounds(): Rectangle {
    return this.#bounds;
  }

  /** Closes the page, and with it the window, unless main keeps it open; answers whether it is closed. */
  async close(): Promise<boolean> {
    const page = await this.#page;
    if (this.#closed) return true;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.#end();
    await page.close();
    return true;
  }

  async #open(preloadFile: string | undefined): Promise<Page> {
    const context = await openChromium(app.getPath('userData'), this.#bounds);
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('close', () => this.#gone());
    const session = await context.newCDPSession(page);
    session.on('Page.windowOpen', (asked) => {
      const { url, windowName: frameName, windowFeatures } = asked;
      this.webContents.askForWindow({ url: appUrl(url), frameName, features: windowFeatures.join(',') });
    });
    await session.send('Page.enable');
    // A window that a page opens is there for a moment, empty: its requests are stopped.
    context.on('page', (popup) => void popup.close());
    await context.route(
      () => true,
      (route) => this.#guard(route, page),
    );
    if (preloadFile !== undefined) await preload(page, preloadFile);
    return page;
  }

  /** Lets a page go where main lets it go. */
  async #guard(route: Route, page: Page): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.continue();
    const frame = frameOf(request);
    if (frame?.page() !== page) return route.abort('blockedbyclient');
    const event = preventable({ url: appUrl(request.url()), isMainFrame: frame === page.mainFrame() });
    this.webContents.emit('will-frame-navigate', event);
    return event.defaultPrevented ? route.abort('aborted') : route.continue();
  }

  /** The test closed the page: nobody can keep the window open. */
  #gone(): void {
    if (this.#closed) return;
    this.emit('close', preventable({}));
    this.#end();
  }

  #end(): void {
    this.#closed = true;
    windows.delete(this);
    this.emit('closed');
    this.#forget();
  }

  #tell(): void {
    tell({
      type: 'window',
      bounds: this.#bounds,
      maximized: this.#maximized,
      minimized: this.#minimized,
      visible: this.#visible,
      focused: this.#focused,
    });
  }
}

/** The frame that goes somewhere; a window that a page opens has none yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

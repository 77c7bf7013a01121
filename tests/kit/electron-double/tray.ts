import { EventEmitter } from 'node:events';
import type { Tray as ElectronTray } from 'electron';
import { onTold, tell } from './control.ts';
import type { Declared } from './event.ts';
import type { DoubleMenu } from './menu.ts';

type Events = {
  /** Never emitted: desktops on Linux, where the double runs, differ in whether they do. */
  readonly click: [];
};

const declared: Declared<ElectronTray['on'], 'click', []> = true;
void declared;

/** There is no tray to draw in: the test is told what it would show, and clicks in its menu. */
export class Tray extends EventEmitter<Events> {
  #tooltip = '';
  #menu: DoubleMenu | undefined;

  constructor(_image: string) {
    super();
    onTold((message) => {
      if (message.type === 'tray') this.#click(message.label);
    });
  }

  setToolTip(toolTip: string): void {
    this.#tooltip = toolTip;
    this.#tell();
  }

  /** Of macOS alone. */
  setTitle(_title: string): void {}

  setContextMenu(menu: DoubleMenu | null): void {
    this.#menu = menu ?? undefined;
    this.#tell();
  }

  #click(label: string): void {
    const item = this.#menu?.items.find((one) => one.label === label && one.enabled !== false);
    // What main's clicks do needs neither the item nor the key that was held.
    if (item?.click) Reflect.apply(item.click, undefined, []);
  }

  #tell(): void {
    const items = (this.#menu?.items ?? []).flatMap(({ label, enabled = true }) =>
      label === undefined ? [] : [{ label, enabled }],
    );
    tell({ type: 'tray', tooltip: this.#tooltip, items });
  }
}

import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { tell } from './control.ts';

/** A menu as it was asked for. */
export interface DoubleMenu {
  readonly items: readonly MenuItemConstructorOptions[];
  /** A menu at the pointer: there is none. */
  popup(options?: Parameters<ElectronMenu['popup']>[0]): void;
}

/** There is no menu bar to draw: the test is told what it would say. A template that Electron would refuse is refused. */
export const Menu = {
  buildFromTemplate(template: MenuItemConstructorOptions[]): DoubleMenu {
    for (const item of template) check(item);
    return { items: template, popup: () => undefined };
  },
  setApplicationMenu(menu: DoubleMenu | null): void {
    tell({ type: 'menu', labels: (menu?.items ?? []).map(({ label, role }) => label ?? role ?? '') });
  },
};

function check(item: MenuItemConstructorOptions): void {
  if (item.role === undefined && item.label === undefined && item.type === undefined)
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  if (Array.isArray(item.submenu)) item.submenu.forEach(check);
}

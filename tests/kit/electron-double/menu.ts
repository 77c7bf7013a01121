import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';

/** There is no menu bar to draw; a template that Electron would refuse is refused. */
export const Menu = {
  buildFromTemplate: (...[template]: Parameters<typeof ElectronMenu.buildFromTemplate>) => {
    for (const item of template) check(item);
    return { items: template };
  },
  setApplicationMenu: (_menu: { readonly items: readonly object[] } | null) => {},
};

function check(item: MenuItemConstructorOptions | object): void {
  if (!('role' in item || 'label' in item || 'type' in item))
    throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type');
  if ('submenu' in item && Array.isArray(item.submenu)) item.submenu.forEach(check);
}

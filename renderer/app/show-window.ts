/** Brings the window to the front: a browser's as far as it lets the page, the desktop program's in any case. */
export function showWindow(): void {
  window.focus();
  const bridge: unknown = Reflect.get(window, 'dunebook');
  if (typeof bridge !== 'object' || bridge === null) return;
  const show: unknown = Reflect.get(bridge, 'show');
  if (typeof show === 'function') show();
}

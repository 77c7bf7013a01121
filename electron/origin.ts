/** The desk's origin in the desktop window: a secure context with a store of its own (ARCHITECTURE, decision 7). */
export const deskScheme = 'app';
export const deskOrigin = `${deskScheme}://desk`;

/**
 * Whether `url` is a page of the desk. Compared by its parts, since `new URL('app://desk').origin` is `null` in Node
 * and a prefix would let `app://desk.example` through.
 */
export function isDeskUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${deskScheme}:` &&
    parsed.host === 'desk' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

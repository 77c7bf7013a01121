/*
 * Takes the place of `temporal-polyfill` in the desk's build (electron.vite.config.ts): Electron and today's browsers have
 * Temporal themselves, and the others load it first.
 */
export const Temporal = globalThis.Temporal ?? (await import('temporal-polyfill/implementation')).Temporal;

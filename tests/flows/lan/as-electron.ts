import { registerHooks } from 'node:module';

/** Loaded first (`node --import`): `electron` means the file beside this one. */
const stand = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stand, shortCircuit: true } : next(specifier, context),
});

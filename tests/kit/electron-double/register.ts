import { registerHooks } from 'node:module';
import { app } from './app.ts';
import { listenForCuts } from './net.ts';

/** Loaded before main (`node --import`): `electron` means the double from here on. */
const double = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});

// As Electron does where it is told to end, or where whoever started it is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit());
process.on('disconnect', () => app.quit());
// As in Electron, such as when a page is sent elsewhere while main still loads it: said, and no end.
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection in main:', reason));
listenForCuts();

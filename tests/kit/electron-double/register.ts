import { registerHooks } from 'node:module';
import { app } from './app.ts';
import { listenForCuts } from './net.ts';
import './newer.ts';

/** Loaded before main (`node --import`): these mean the double from here on. */
const doubles = new Map([
  ['electron', 'electron.ts'],
  ['electron-updater', 'updater.ts'],
]);

registerHooks({
  resolve(specifier, context, next) {
    const double = doubles.get(specifier);
    return double === undefined
      ? next(specifier, context)
      : { url: new URL(double, import.meta.url).href, shortCircuit: true };
  },
});

// As Electron does where it is told to end, or where whoever started it is gone.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit());
process.on('disconnect', () => app.quit());
// As in Electron, such as when a page is sent elsewhere while main still loads it: said, and no end.
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection in main:', reason));
listenForCuts();

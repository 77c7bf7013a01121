import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * `npm run hub`. Node compiles as it imports, so the cache is there before anything else is: reading TypeScript anew took
 * more than a third of a start, and left the tool that reads it in memory. A folder that cannot be written changes nothing.
 */
const cache = fileURLToPath(new URL('../node_modules/.cache/dunebook', import.meta.url));
enableCompileCache(cache);
// For the threads of this process.
process.env.NODE_COMPILE_CACHE ??= cache;
// Nor does it look where a file of this program is: its imports name it in full.
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('.') || !specifier.endsWith('.ts')) return next(specifier, context);
    return {
      url: new URL(specifier, context.parentURL).href,
      format: 'module-typescript',
      shortCircuit: true,
    };
  },
});
await import('./command-line.ts');
flushCompileCache();

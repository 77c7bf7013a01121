import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/*
 * `npm run hub`. Node compiles as it imports, so the cache is there before anything else is: reading TypeScript anew took
 * more than a third of a start, and left the tool that reads it in memory. A folder that cannot be written changes nothing.
 */
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/dunebook', import.meta.url)));
await import('./command-line.ts');
flushCompileCache();

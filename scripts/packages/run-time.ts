import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod';

const dependencies = z.record(z.string(), z.string()).optional();
const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      dependencies,
      optionalDependencies: dependencies,
      peerDependencies: dependencies,
    }),
  ),
});

/** A package as a lock file has it. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** Where it lies: `node_modules/express`, `node_modules/a/node_modules/b`. */
  readonly place: string;
}

/** Which packages of a lock file ask for which. */
export interface Installed {
  /** These packages and all that they ask for; by default with what they can do without. */
  readonly closure: (names: readonly string[], kind?: 'needed' | 'optional too') => Package[];
}

/** Reads `package-lock.json` of a folder. */
export function installed(root: string): Installed {
  const { packages } = lockFile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));

  /** Node's own way to find a package: beside the asker, then further and further out. */
  function placeOf(name: string, asker: string): string | undefined {
    for (let at = asker; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
      const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (place in packages) return place;
      if (at === '') return undefined;
    }
  }

  function closure(names: readonly string[], kind: 'needed' | 'optional too' = 'optional too'): Package[] {
    const found = new Set<string>();
    const asked = names.map((name) => placeOf(name, ''));
    for (let place = asked.pop(); asked.length > 0 || place !== undefined; place = asked.pop()) {
      if (place === undefined || found.has(place)) continue;
      found.add(place);
      const needs = packages[place];
      const optional = { ...needs?.optionalDependencies, ...needs?.peerDependencies };
      const next = { ...needs?.dependencies, ...(kind === 'needed' ? {} : optional) };
      for (const name of Object.keys(next)) asked.push(placeOf(name, place));
    }
    return [...found].map((place) => ({
      place,
      name: nameAt(place),
      version: packages[place]?.version ?? '',
    }));
  }

  return { closure };
}

/** `node_modules/a/node_modules/@b/c` is of `@b/c`. */
function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The name of the package that an import asks for: `libphonenumber-js/min` is of `libphonenumber-js`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** The packages that a program text imports when it runs; types and Node's own modules are none. */
export function importedPackages(text: string): string[] {
  const specifiers = text.matchAll(
    /(?:^|[\s;}])(?:import|export)\s(?!type\b)[^'"`;]*?from\s*["']([^"']+)["']|(?:^|[\s;}])import\s*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/gm,
  );
  const names = specifiers.map(([, from, bare, called]) => from ?? bare ?? called ?? '');
  return [...new Set(names.filter(isPackage).map(packageOf))];
}

function isPackage(specifier: string): boolean {
  return (
    /^(@[a-z0-9-]+\/)?[a-z0-9][\w./-]*$/.test(specifier) && !isBuiltin(specifier) && specifier !== 'electron'
  );
}

/** The folders whose programs run in Electron's main process and in the hub: what they import is asked for at run time. */
const programs = ['electron', 'server', 'shared'];

/** The packages that main process and hub import. */
export function runTimePackages(root: string): string[] {
  const files = programs.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return [...new Set(files.flatMap((file) => importedPackages(readFileSync(file, 'utf8'))))].sort();
}

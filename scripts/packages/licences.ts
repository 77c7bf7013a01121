import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import * as z from 'zod';
import { installed, runTimePackages } from './run-time.ts';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});

/** The API's explorer is copied as it was published, with all that it is made of. */
const copied = ['@scalar/api-reference'];

const foreword = `Dunebook is made with the work of others. These are the packages that it contains, each with its licence.
Electron and Chromium, in which the desktop program runs, bring their own: LICENSE.electron.txt and
LICENSES.chromium.html beside the program.
`;

/** @returns the plugins for two or more builds; `last` writes `out/licences.txt` about all of them when it is done */
export function licences(root: string): { readonly seen: () => Plugin; readonly last: () => Plugin } {
  const folders = new Set<string>();

  function seen(): Plugin {
    return {
      name: 'licences',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
            const [, place] = /(node_modules\/.*)$/.exec(id.split(root).at(-1) ?? '') ?? [];
            const folder =
              place === undefined ? undefined : /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(place)?.[0];
            if (folder !== undefined) folders.add(folder);
          }
        }
      },
    };
  }

  function last(): Plugin {
    return {
      ...seen(),
      closeBundle() {
        const asked = installed(root).closure([...runTimePackages(root), ...copied]);
        const places = new Set([...folders, ...asked.map(({ place }) => place)]);
        writeFileSync(join(root, 'out/licences.txt'), textOf([...places].map((place) => join(root, place))));
      },
    };
  }

  return { seen, last };
}

/** The licences of the packages in these folders; those that are not there, being for other computers, are left out. */
export function textOf(folders: readonly string[]): string {
  const parts = folders.filter((folder) => existsSync(join(folder, 'package.json'))).map(licenceOf);
  return [foreword, ...[...new Set(parts)].sort()].join(`\n${'-'.repeat(80)}\n`);
}

function licenceOf(folder: string): string {
  const about = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const source = typeof about.repository === 'object' ? about.repository.url : about.repository;
  const texts = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(licen[cs]e|copying|notice)/i.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
  const heading = `${about.name} ${about.version} (${about.license ?? 'see below'})`;
  return `${[heading, ...(source === undefined ? [] : [source]), ...texts.flatMap((text) => ['', text])].join('\n')}\n`;
}

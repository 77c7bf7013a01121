import { join } from 'node:path';
import { cruise, type ICruiseOptions } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { root } from './run.ts';

/** One import that the layer rule forbids. */
export interface Violation {
  readonly rule: string;
  readonly why: string;
  readonly from: string;
  readonly to: string;
}

export interface Layers {
  readonly violations: readonly Violation[];
  /** How many files each folder has; none means that nothing was checked. */
  readonly files: Readonly<Record<string, number>>;
}

const folders = ['electron', 'renderer', 'server', 'shared', 'tests', 'scripts'];

/**
 * Holds every import below `baseDir` against the rules of `.dependency-cruiser.cjs`, types and dynamic imports included.
 * @param baseDir absolute folder that has the top-level folders
 */
export async function checkLayers(baseDir: string): Promise<Layers> {
  const { forbidden = [], options } = await extractConfig(join(root, '.dependency-cruiser.cjs'));
  const settings: ICruiseOptions = { ...options, ruleSet: { forbidden }, validate: true, baseDir };
  const { output } = await cruise(folders, settings, options?.enhancedResolveOptions);
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered with text instead of its findings.');
  const whys = new Map(forbidden.map((rule) => [rule.name, rule.comment ?? '']));
  return {
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      why: whys.get(rule.name) ?? '',
      from,
      to: cycle ? cycle.map(({ name }) => name).join(' → ') : to,
    })),
    files: Object.fromEntries(
      folders.map((folder) => [
        folder,
        output.modules.filter(({ source }) => source.startsWith(`${folder}/`)).length,
      ]),
    ),
  };
}

if (import.meta.main) {
  const { violations, files } = await checkLayers(root);
  const unseen = folders.filter((folder) => files[folder] === 0);
  for (const { rule, why, from, to } of violations) {
    process.stderr.write(`${from} → ${to}\n  ${rule}: ${why}\n`);
  }
  for (const folder of unseen) process.stderr.write(`${folder}/ was not checked: no file in it was read.\n`);
  const count = Object.values(files).reduce((sum, n) => sum + n, 0);
  if (violations.length + unseen.length === 0) process.stdout.write(`${count} files keep the layer rule\n`);
  else process.exitCode = 1;
}

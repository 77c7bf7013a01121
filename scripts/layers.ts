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
  /** The files that were read, relative to the folder; what is not among them was not checked. */
  readonly files: readonly string[];
}

/** The folders that the rules are about. */
export const folders = ['electron', 'renderer', 'server', 'shared', 'tests', 'scripts'];

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
    files: output.modules
      .map(({ source }) => source)
      .filter((file) => /\.tsx?$/.test(file) && folders.some((folder) => file.startsWith(`${folder}/`))),
  };
}

import * as z from 'zod';
import { type Installed, importedPackages, type Package } from './run-time.ts';

/** What was packed, as far as it is judged. */
export interface Packed {
  /** Paths in the archive. */
  readonly files: readonly string[];
  readonly isUnpacked: (path: string) => boolean;
  readonly read: (path: string) => Buffer;
}

/** For which computers: `darwin` carries both kinds of processor. */
export interface Target {
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly archs: readonly ('x64' | 'arm64')[];
}

/** Files without which nothing starts, or which have to go along with it. */
const indispensable = [
  'package.json',
  'out/licences.txt',
  'out/main/main.js',
  'out/main/hub.js',
  'out/main/tray.png',
  'out/main/tray-large.png',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/renderer/sw.js',
  'out/docs/explorer.js',
];

/** The module that a package brings for one kind of computer. */
interface Native {
  readonly name: string;
  readonly path: RegExp;
}

/** The modules that have to be there for `linux-x64`, `darwin-arm64` and so on. */
function nativesFor(computer: string): Native[] {
  const abi = computer.startsWith('linux') ? '-gnu' : computer.startsWith('win32') ? '-msvc' : '';
  const sqlite = new RegExp(`^node_modules/better-sqlite3/prebuilds/${computer}\\.node$`);
  const argon = new RegExp(`^node_modules/@node-rs/argon2-${computer}${abi}/.*\\.node$`);
  return [
    { name: `better-sqlite3 for ${computer}`, path: sqlite },
    { name: `@node-rs/argon2-${computer}${abi}`, path: argon },
  ];
}

/**
 * What is wrong with a packed program, a sentence each; none where it holds all that it asks for when it runs, and
 * nothing else: no package of the build, the tests or the page, no module for another kind of computer.
 * @param packages as installed where it was packed
 */
export function problemsOf(packed: Packed, packages: Installed, { platform, archs }: Target): string[] {
  const imported = importedPackagesOf(packed);
  const there = new Map(packed.files.flatMap((file) => packageAt(packed, file) ?? []));
  const allowed = new Set(packages.closure(imported).map(nameAndVersion));
  const needed = packages.closure(imported, 'needed').map(nameAndVersion);
  const found = new Set(there.values());
  const computers = archs.map((arch) => `${platform}-${arch}`);
  const wanted = computers.flatMap(nativesFor);
  const native = packed.files.filter((file) => file.endsWith('.node'));

  return [
    ...indispensable.filter((file) => !packed.files.includes(file)).map((file) => `${file} is missing.`),
    ...packed.files.filter((file) => !belongs.test(file)).map((file) => `${file} does not belong there.`),
    ...needed
      .filter((name) => !found.has(name))
      .map((name) => `${name} is missing, which the program asks for.`),
    ...[...found]
      .filter((name) => !allowed.has(name))
      .map((name) => `${name} is not asked for when the program runs.`),
    ...unresolved(packed, there),
    ...wanted
      .filter(({ path }) => !native.some((file) => path.test(file)))
      .map(({ name }) => `The module of ${name} is missing.`),
    ...native
      .filter((file) => !wanted.some(({ path }) => path.test(file)))
      .map((file) => `${file} is for another computer.`),
    ...native
      .filter((file) => !packed.isUnpacked(file))
      .map((file) => `${file} cannot be loaded from an archive.`),
  ];
}

const belongs = /^(out\/|node_modules\/|package\.json$)/;

/** The packages that the built main process, hub and preload script import. */
export function importedPackagesOf({ files, read }: Pick<Packed, 'files' | 'read'>): string[] {
  const programs = files.filter((file) => /^out\/(main|preload)\/.*\.c?js$/.test(file));
  return [...new Set(programs.flatMap((file) => importedPackages(read(file).toString())))];
}

/** What packages ask for and Node would not find from where they lie. */
function unresolved(packed: Packed, there: ReadonlyMap<string, string>): string[] {
  return [...there.keys()].flatMap((place) => {
    const { dependencies } = manifest.parse(JSON.parse(packed.read(`${place}/package.json`).toString()));
    return Object.keys(dependencies)
      .filter((name) => !resolves(name, place, there))
      .map((name) => `${place} does not find ${name}.`);
  });
}

function resolves(name: string, asker: string, there: ReadonlyMap<string, string>): boolean {
  const folders = asker
    .split('/node_modules/')
    .map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'));
  return ['', ...folders.map((folder) => `${folder}/`)].some((folder) =>
    there.has(`${folder}node_modules/${name}`),
  );
}

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** A package's place and name, where this is the file that says it. */
function packageAt(packed: Packed, file: string): [[string, string]] | undefined {
  const place = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(file)?.[1];
  if (place === undefined) return undefined;
  return [[place, nameAndVersion(manifest.parse(JSON.parse(packed.read(file).toString())))]];
}

function nameAndVersion({ name, version }: Pick<Package, 'name' | 'version'>): string {
  return `${name} ${version}`;
}

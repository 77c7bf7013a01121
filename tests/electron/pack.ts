import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Archive, openArchive } from '../../scripts/packages/archive.ts';
import { runNode } from '../../scripts/run.ts';
import { standIn } from '../kit/electron-stand-in.ts';

/** What the builder made of the built program. */
export interface Pack {
  /** What its own check said; empty where it found nothing. */
  readonly problems: readonly string[];
  readonly archive: Archive;
}

/** Where the builder puts the archive. */
const archives = {
  linux: 'linux-unpacked/resources/app.asar',
  win: 'win-unpacked/resources/app.asar',
  mac: 'mac/Dunebook.app/Contents/Resources/app.asar',
};

/** A folder of this test alone, in the system's own for such. */
export function ownFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dunebook-pack-'));
}

/**
 * Packs `out/` as `electron-builder.yml` says, with a stand-in for Electron's binary. What a stand-in cannot carry is
 * left out: the resources of a Windows program, and the archive's checksum in them.
 */
export async function packFor(platform: keyof typeof archives, folder: string): Promise<Pack> {
  standIn(join(folder, 'electron'), platform === 'win' ? 'win32' : platform === 'mac' ? 'darwin' : 'linux');
  const settings = {
    electronDist: join(folder, 'electron'),
    'directories.output': join(folder, 'dist'),
    'win.signAndEditExecutable': false,
    disableAsarIntegrity: true,
  };
  const args = Object.entries(settings).map(([name, value]) => `-c.${name}=${value}`);
  const builder = 'node_modules/electron-builder/cli.js';
  const { code, output } = await runNode(builder, [`--${platform}`, '--x64', '--dir', ...args], {
    quiet: true,
  });
  const [, said = ''] =
    /What was packed cannot be shipped:\n([\s\S]*?\.)(?:\n {4}at | {2}failedTask)/.exec(output) ?? [];
  const problems = said.split('\n').filter((line) => line !== '');
  if (code !== 0 && problems.length === 0) throw new Error(`The builder failed:\n${output}`);
  return {
    problems,
    archive: openArchive(join(folder, 'dist', archives[platform])),
  };
}

/** Writes all of an archive below `folder`. */
export function unpack(archive: Archive, folder: string): void {
  for (const path of archive.files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, archive.read(path));
  }
}

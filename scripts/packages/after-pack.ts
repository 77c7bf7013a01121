import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { root } from '../run.ts';
import { openArchive } from './archive.ts';
import { problemsOf, type Target } from './packed.ts';
import { installed } from './run-time.ts';

/** What the builder does after it packed the program for a kind of computer: refuses to go on with one that cannot run. */
export default async function afterPack({
  packager,
  appOutDir,
  electronPlatformName,
  arch,
}: AfterPackContext): Promise<void> {
  const archive = openArchive(join(packager.getResourcesDir(appOutDir), 'app.asar'));
  const problems = problemsOf(archive, installed(root), targetOf(electronPlatformName, Arch[arch]));
  if (problems.length > 0) throw new Error(`What was packed cannot be shipped:\n${problems.join('\n')}`);
}

/** @throws Error for a kind of computer that the program is not made for */
function targetOf(platform: string, arch: string | undefined): Target {
  if (platform === 'darwin') return { platform, archs: ['x64', 'arm64'] };
  if ((platform === 'linux' || platform === 'win32') && (arch === 'x64' || arch === 'arm64')) {
    return { platform, archs: [arch] };
  }
  throw new Error(`Dunebook is not made for ${platform} on ${arch}.`);
}

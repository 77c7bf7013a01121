import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'dunebook-service-'));
afterAll(() => rmSync(folder, { recursive: true }));

const unit = readFileSync(join(root, 'docs/dunebook.service'), 'utf8');
const windows = readFileSync(join(root, 'docs/dunebook-service.xml'), 'utf8');
const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
const element = (name: string) => new RegExp(`<${name}>(.*)</${name}>`).exec(windows)?.[1] ?? '';

describe('the service of systemd', () => {
  test('starts what is there, as a user of its own, on a folder that is made for it', () => {
    const [program = '', script = '', option, dataDir] = setting('ExecStart').split(' ');
    const home = setting('WorkingDirectory');
    expect(existsSync(join(root, program.slice(home.length)))).toBe(true);
    expect(existsSync(join(root, script))).toBe(true);
    expect([option, dataDir]).toEqual(['--data', `/var/lib/${setting('StateDirectory')}`]);
    expect([setting('User'), setting('StateDirectoryMode')]).toEqual(['dunebook', '0700']);
  });

  test('is understood by systemd, wherever that is installed', () => {
    const file = join(folder, 'dunebook.service');
    // Of a user and a place that this computer has.
    writeFileSync(file, unit.replaceAll('/opt/dunebook', root).replaceAll(/^(User|Group)=.*$/gm, '$1=root'));
    const run = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', file], {
      encoding: 'utf8',
    });
    if (run.error) return;
    expect([run.status, run.stderr]).toEqual([0, '']);
    writeFileSync(file, readFileSync(file, 'utf8').replace('Restart=always', 'Restart=perhaps'));
    const wrong = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', file], {
      encoding: 'utf8',
    });
    expect(wrong.stderr).toContain('perhaps');
  });
});

test('the service of Windows starts the same program with the same option', () => {
  expect(element('executable')).toBe('%BASE%\\node_modules\\node\\bin\\node.exe');
  expect(element('arguments')).toBe('server\\cli.ts --data "%ProgramData%\\Dunebook"');
  const opened = [...windows.replaceAll(/<!--.*?-->/gs, '').matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)];
  const open: string[] = [];
  for (const [, closes, name = '', single] of opened) {
    if (closes) expect(open.pop()).toBe(name);
    else if (!single) open.push(name);
  }
  expect(open).toEqual([]);
});

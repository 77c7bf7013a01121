import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { autostart, startedByDesktopFile } from './autostart.ts';

const login = vi.hoisted(() => ({
  setLoginItemSettings: vi.fn(),
  getLoginItemSettings: vi.fn(() => ({ openAtLogin: true })),
}));
vi.mock('electron', () => ({ app: login }));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunebook-autostart-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function on(platform: NodeJS.Platform): void {
  vi.stubGlobal('process', { ...process, platform, env: process.env, execPath: '/opt/Dunebook/dunebook' });
}
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('Windows and macOS', () => {
  test('the system is asked, and told with what the program is started', () => {
    on('win32');
    const start = autostart(['--data', 'D:\\Praxis']);
    expect(start.isOn()).toBe(true);
    expect(login.getLoginItemSettings).toHaveBeenCalledWith({ args: ['--data', 'D:\\Praxis'] });
    start.set(false);
    expect(login.setLoginItemSettings.mock.calls).toEqual([
      [{ openAtLogin: false, args: ['--data', 'D:\\Praxis'] }],
    ]);
  });
});

describe('Linux', () => {
  const entry = () => join(folder, 'autostart/dunebook.desktop');

  test('a file where desktops look for what they start; without it, nothing is started', () => {
    on('linux');
    vi.stubEnv('XDG_CONFIG_HOME', folder);
    const start = autostart([]);
    expect(start.isOn()).toBe(false);
    start.set(true);
    expect(start.isOn()).toBe(true);
    expect(readFileSync(entry(), 'utf8')).toBe(
      '[Desktop Entry]\nType=Application\nName=Dunebook\nExec="/opt/Dunebook/dunebook"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
    );
    start.set(false);
    start.set(false);
    expect(start.isOn()).toBe(false);
  });

  test('an AppImage is started by its own file', () => {
    on('linux');
    vi.stubEnv('XDG_CONFIG_HOME', folder);
    vi.stubEnv('APPIMAGE', '/home/ola/Dunebook.AppImage');
    autostart([]).set(true);
    expect(readFileSync(entry(), 'utf8')).toContain('Exec="/home/ola/Dunebook.AppImage"');
  });

  test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('switched off elsewhere: %s', (line) => {
    const start = startedByDesktopFile(entry(), '/opt/dunebook', []);
    start.set(true);
    appendFileSync(entry(), `${line}\n`);
    expect(start.isOn()).toBe(false);
  });

  test('arguments arrive as they are, whatever is in them', () => {
    const odd = ['--data', '/home/ola/Praxis "50 %" $HOME `x` \\ é'];
    startedByDesktopFile(entry(), '/opt/Dune book/dunebook', odd).set(true);
    const [, value = ''] = /^Exec=(.*)$/m.exec(readFileSync(entry(), 'utf8')) ?? [];
    // As a desktop reads it: escapes of any value, then quotes as in a shell, then field codes.
    const line = value.replace(/\\(.)/g, (_, escaped) => escaped);
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
    expect(words.replaceAll('%%', '%').trimEnd().split('\n')).toEqual(['/opt/Dune book/dunebook', ...odd]);
  });
});

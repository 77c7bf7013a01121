import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** Whether the system starts the program when somebody signs in to the computer. The system knows: nothing is kept here. */
export interface Autostart {
  isOn(): boolean;
  set(on: boolean): void;
}

/** @param args What it is started with: the same hub again. */
export function autostart(args: readonly string[]): Autostart {
  return process.platform === 'linux'
    ? startedByDesktopFile(autostartFile(process.env), commandOf(process.env), args)
    : startedByLoginItem([...args]);
}

function startedByLoginItem(args: string[]): Autostart {
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args }),
  };
}

/** Electron does not do it on Linux. Desktops there start what lies in this folder (freedesktop.org, Autostart 0.5). */
function autostartFile({ XDG_CONFIG_HOME }: NodeJS.ProcessEnv): string {
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', 'dunebook.desktop');
}

/** An AppImage is mounted anew at each start: it is started by the file itself. */
function commandOf({ APPIMAGE }: NodeJS.ProcessEnv): string {
  return APPIMAGE || process.execPath;
}

export function startedByDesktopFile(file: string, command: string, args: readonly string[]): Autostart {
  return {
    isOn() {
      try {
        const text = readFileSync(file, 'utf8');
        // A desktop's own settings switch it off within the file.
        return !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(text);
      } catch {
        return false;
      }
    },
    set(on) {
      if (!on) return rmSync(file, { force: true });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, desktopEntry([command, ...args]), { mode: 0o600 });
    },
  };
}

function desktopEntry(command: readonly string[]): string {
  return `${[
    '[Desktop Entry]',
    'Type=Application',
    'Name=Dunebook',
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
  ].join('\n')}\n`;
}

/** One argument as `Exec` wants it: quoted, `%` doubled, and what a quote escapes escaped once more as in any value. */
function quoted(argument: string): string {
  const inQuotes = argument.replaceAll('%', '%%').replace(/["`$\\]/g, '\\$&');
  return `"${inQuotes.replaceAll('\\', '\\\\')}"`;
}

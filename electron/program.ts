import type { ProgramSettings, ProgramState, UpdateState } from '../shared/program.ts';
import type { Autostart } from './autostart.ts';
import { readSettings, writeSettings } from './settings-file.ts';
import { keepUpToDate, type Updates, type UpdatesOptions } from './updates.ts';

export interface ProgramOptions extends Pick<UpdatesOptions, 'never' | 'load' | 'clock' | 'log'> {
  /** Where it is noted what somebody chose. */
  readonly settingsFile: string;
  /** Absent where the program is not installed. */
  readonly autostart: Autostart | undefined;
}

/** The program as somebody set it at this computer, and its way to newer ones of itself. */
export interface Program {
  /** See the channel `program`. */
  next(known: number | undefined): Promise<ProgramState>;
  set(change: Partial<ProgramSettings>): void;
  closesToTray(): boolean;
  readonly updates: Pick<Updates, 'look' | 'install' | 'stop'> & { state(): UpdateState };
}

export function keepProgram({ settingsFile, autostart, ...more }: ProgramOptions): Program {
  let noted = readSettings(settingsFile);
  let n = 1;
  let waiting: (() => void)[] = [];
  const updates = keepUpToDate({ ...more, on: noted.look_for_updates, onChange: changed });

  function changed(): void {
    n += 1;
    const told = waiting;
    waiting = [];
    for (const tell of told) tell();
  }

  function settings(): ProgramSettings {
    return { ...noted, ...(autostart && { start_with_computer: autostart.isOn() }) };
  }

  return {
    async next(known) {
      if (known === n) await new Promise<void>((tell) => waiting.push(tell));
      return { n, settings: settings(), updates: updates.state() };
    },
    set({ start_with_computer, ...chosen }) {
      if (start_with_computer !== undefined) autostart?.set(start_with_computer);
      noted = { ...noted, ...chosen };
      writeSettings(settingsFile, noted);
      updates.set(noted.look_for_updates);
      changed();
    },
    closesToTray: () => noted.close_to_tray,
    updates,
  };
}

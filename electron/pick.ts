import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { ProgramWords } from '../shared/program.ts';
import { backupExtension } from './links.ts';

/** Lets somebody choose a backup or a folder of this computer; answers its path, or nothing where they choose none. */
export async function pickPath(what: 'backup' | 'folder', words: ProgramWords): Promise<string | undefined> {
  const options: OpenDialogOptions =
    what === 'folder'
      ? { title: words.choose_folder, properties: ['openDirectory', 'createDirectory'] }
      : {
          title: words.choose_backup,
          properties: ['openFile'],
          filters: [{ name: words.backups, extensions: [backupExtension] }],
        };
  const [window] = BrowserWindow.getAllWindows();
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths[0];
}

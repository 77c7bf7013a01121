import { type BrowserWindow, Menu } from 'electron';
import type { ProgramWords } from '../shared/program.ts';
import { editing } from './menu.ts';

/** A right click on a text offers to cut, copy and paste, as everywhere else; Electron alone offers nothing. */
export function offerEditing(window: BrowserWindow, words: () => ProgramWords): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
    const said = words();
    const offered = isEditable
      ? [...editing(said), { role: 'selectAll' as const, label: said.select_all }]
      : selectionText.trim() !== ''
        ? [{ role: 'copy' as const, label: said.copy }]
        : [];
    if (offered.length > 0) Menu.buildFromTemplate(offered).popup({ window });
  });
}

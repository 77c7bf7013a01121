import { t } from '@lingui/core/macro';
import type { ProgramWords } from '../../shared/program.ts';

/** What the desktop program says in its menus, its tray and its questions, in the window's language. */
export function programWords(): ProgramWords {
  return {
    file: t({ message: 'File', context: 'menu of the program' }),
    edit: t({ message: 'Edit', context: 'menu of the program' }),
    view: t({ message: 'View', context: 'menu of the program' }),
    window: t({ message: 'Window', context: 'menu of the program' }),
    about: t`About Dunebook`,
    services: t({ message: 'Services', context: 'menu of macOS' }),
    hide: t`Hide Dunebook`,
    hide_others: t`Hide others`,
    show_all: t`Show all`,
    quit: t`Quit Dunebook`,
    close: t`Close window`,
    undo: t`Undo`,
    redo: t`Redo`,
    cut: t({ message: 'Cut', context: 'to the clipboard' }),
    copy: t({ message: 'Copy', context: 'to the clipboard' }),
    paste: t({ message: 'Paste', context: 'from the clipboard' }),
    delete: t({ message: 'Delete', context: 'what is marked in a text' }),
    select_all: t`Select all`,
    reload: t`Reload`,
    actual_size: t`Actual size`,
    zoom_in: t`Zoom in`,
    zoom_out: t`Zoom out`,
    full_screen: t`Full screen`,
    minimize: t`Minimize`,
    zoom: t({ message: 'Zoom', context: 'makes a window as large as it needs' }),
    open: t`Open Dunebook`,
    new_booking: t`New booking`,
    lock: t`Lock this desk`,
    not_saved: t`What you typed is not saved yet.`,
    lost_if_closed: t`If you close the window now, it is lost. Bookings and everything else you saved are kept.`,
    stay: t({ message: 'Stay', context: 'keep the window open' }),
    close_unsaved: t`Close without saving`,
    choose_backup: t`Choose a backup`,
    choose_folder: t`Choose a folder`,
    backups: t`Backups of Dunebook`,
  };
}

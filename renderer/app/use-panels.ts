import { createContext, useContext } from 'react';

/** What opens above any screen. */
export type Panel = 'palette' | 'help' | 'waiting' | 'who';

export interface Panels {
  open(panel: Panel): void;
}

export const PanelsContext = createContext<Panels | undefined>(undefined);

/** Opens the palette, the help, the sheet of waiting changes and the one of who is at the desk; undefined where there is no practice yet. */
export function usePanels(): Panels | undefined {
  return useContext(PanelsContext);
}

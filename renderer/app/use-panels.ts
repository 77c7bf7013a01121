import { createContext, useContext } from 'react';

/** What opens above any screen. */
export type Panel = 'palette' | 'help' | 'waiting';

export interface Panels {
  open(panel: Panel): void;
}

export const PanelsContext = createContext<Panels | undefined>(undefined);

/** Opens the palette, the help and the sheet of waiting changes; undefined where there is no practice yet. */
export function usePanels(): Panels | undefined {
  return useContext(PanelsContext);
}

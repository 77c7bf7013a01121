import { type ReactNode, useMemo, useRef, useState } from 'react';
import { later } from '../ui/later.tsx';
import { useShortcut } from './shortcuts.ts';
import { typedAhead } from './typed-ahead.ts';
import { type Panel, PanelsContext } from './use-panels.ts';

const Palette = later(async () => (await import('../palette/Palette.tsx')).Palette);
const Help = later(async () => (await import('../palette/Help.tsx')).Help);
const WaitingSheet = later(async () => (await import('../waiting/WaitingSheet.tsx')).WaitingSheet);
const WhoSheet = later(async () => (await import('../people/WhoSheet.tsx')).WhoSheet);

/** Fetches each of them when it is first opened, or before that in a calm moment. */
export function PanelsProvider({ children }: { readonly children: ReactNode }) {
  const [panel, setPanel] = useState<Panel>();
  const before = useRef<Element>(null);
  const typed = useRef<ReturnType<typeof typedAhead>>(undefined);
  const panels = useMemo(
    () => ({
      open(next: Panel) {
        before.current ??= document.activeElement;
        typed.current?.take();
        if (next === 'palette') typed.current = typedAhead();
        setPanel(next);
      },
    }),
    [],
  );
  /** With `back` the keyboard returns to where it was; without, it goes on elsewhere. */
  const close = (back: boolean) => {
    setPanel(undefined);
    typed.current?.take();
    const { current } = before;
    before.current = null;
    if (back && current instanceof HTMLElement) requestAnimationFrame(() => current.focus());
  };
  useShortcut('palette', () => (panel === 'palette' ? close(true) : panels.open('palette')));
  useShortcut('help', () => panels.open('help'));
  return (
    <PanelsContext value={panels}>
      {children}
      {panel === 'palette' && <Palette onClose={close} takeTyped={() => typed.current?.take() ?? ''} />}
      {panel === 'help' && <Help onClose={() => close(true)} />}
      {panel === 'who' && <WhoSheet onClose={() => close(true)} />}
      {panel === 'waiting' && <WaitingSheet onClose={() => close(true)} />}
    </PanelsContext>
  );
}

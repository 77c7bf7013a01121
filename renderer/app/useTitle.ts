import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { usePractice } from './practice.tsx';
import { screenAt } from './screens.ts';

/** The window is called after its screen and the practice: `Board · Dune Clinic`. */
export function useTitle(): void {
  const { _ } = useLingui();
  const { pathname } = useLocation();
  const { practice } = usePractice();
  const screen = screenAt(pathname);
  const words = screen ? _(screen.words) : t`No such page`;
  useEffect(() => {
    document.title = `${words} · ${practice.name}`;
  }, [words, practice.name]);
}

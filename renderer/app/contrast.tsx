import { useMediaQuery } from '@mantine/hooks';
import { useLayoutEffect } from 'react';
import { usePreferences } from './preferences.ts';

/** Stronger colours where somebody chose them here, or the computer asks for them; tokens.css has them. */
export function Contrast(): null {
  const [{ contrast }] = usePreferences();
  const asked = useMediaQuery('(prefers-contrast:more)', undefined, { getInitialValueInEffect: false });
  const more = contrast === 'more' || asked;
  useLayoutEffect(() => {
    if (more) document.documentElement.dataset.contrast = 'more';
    else delete document.documentElement.dataset.contrast;
  }, [more]);
  return null;
}

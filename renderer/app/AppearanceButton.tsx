import { t } from '@lingui/core/macro';
import { UnstyledButton } from '@mantine/core';
import { IconSunMoon } from '@tabler/icons-react';
import classes from './rail.module.css';

/** What stands for the menu of looks until that is here. */
export function AppearanceButton({ named }: { readonly named: boolean }) {
  return (
    <UnstyledButton className={classes.link} data-named={named || undefined} aria-label={t`Appearance`}>
      <IconSunMoon size={22} stroke={1.7} aria-hidden />
      {named && <span className={classes.words}>{t`Appearance`}</span>}
    </UnstyledButton>
  );
}

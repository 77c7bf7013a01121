import { t } from '@lingui/core/macro';
import { IconSunMoon } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { RailButton } from './RailButton.tsx';

type AppearanceButtonProps = Omit<ComponentProps<typeof RailButton>, 'icon' | 'words' | 'label'>;

/** The way to the menu of looks; stands alone until that is here. */
export function AppearanceButton(props: AppearanceButtonProps) {
  return (
    <RailButton {...props} icon={<IconSunMoon size={22} stroke={1.7} aria-hidden />} words={t`Appearance`} />
  );
}

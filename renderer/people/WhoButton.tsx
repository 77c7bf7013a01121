import { t } from '@lingui/core/macro';
import { IconUserCircle } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { RailButton } from '../app/RailButton.tsx';
import { Initials } from './Initials.tsx';
import { useWho } from './useWho.ts';

type WhoButtonProps = Omit<ComponentProps<typeof RailButton>, 'icon' | 'words' | 'label'>;

/** Who is signed in at this desk; stands alone until the menu of it is here. */
export function WhoButton(props: WhoButtonProps) {
  const { current } = useWho();
  const icon = current ? (
    <Initials name={current.name} small />
  ) : (
    <IconUserCircle size={22} stroke={1.7} aria-hidden />
  );
  return (
    <RailButton
      {...props}
      icon={icon}
      words={current?.name ?? t`Sign in`}
      label={current ? t`Signed in: ${current.name}` : t`Sign in at this desk`}
    />
  );
}

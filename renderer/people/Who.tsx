import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Menu } from '@mantine/core';
import { IconDeviceDesktop, IconLock, IconLogout, IconUserPlus } from '@tabler/icons-react';
import { usePractice } from '../app/practice.tsx';
import { usePanels } from '../app/use-panels.ts';
import { useDesk } from '../data/index.ts';
import { roleName } from '../settings/role-words.ts';
import { Initials } from './Initials.tsx';
import { useWho } from './useWho.ts';
import { WhoButton } from './WhoButton.tsx';

/** Who is signed in at this desk, and the way to another of them, to the lock and out. */
export function Who({ named }: { readonly named: boolean }) {
  const { people } = useDesk();
  const { practice } = usePractice();
  const panels = usePanels();
  const { people: here, current } = useWho();
  if (here.length === 0) return <WhoButton named={named} onClick={() => panels?.open('who')} />;
  return (
    <Menu position="right-end" shadow="md" width={250}>
      <Menu.Target>
        <WhoButton named={named} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {current ? t`${current.name}, ${roleName(current.role)}` : t`Nobody in particular`}
        </Menu.Label>
        {here
          .filter(({ id }) => id !== current?.id)
          .map(({ id, name, open }) => (
            <Menu.Item
              key={id}
              leftSection={<Initials name={name} small />}
              rightSection={!open && <IconLock size={14} aria-label={t`with PIN`} />}
              onClick={() => {
                if (!people.goOnAs(id)) panels?.open('who');
              }}
            >
              <Trans>Go on as {name}</Trans>
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => panels?.open('who')}>
          <Trans>Somebody else…</Trans>
        </Menu.Item>
        {current && !practice.desk_sign_in && (
          <Menu.Item leftSection={<IconDeviceDesktop size={16} aria-hidden />} onClick={people.goOnAsDesk}>
            <Trans>Go on without signing in</Trans>
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={people.lock}>
          <Trans>Lock now</Trans>
        </Menu.Item>
        {current && (
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => people.signOut(current.id)}
          >
            <Trans>Sign out {current.name}</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Menu, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { AppearanceButton } from './AppearanceButton.tsx';

/** How the window may look. */
export const schemes = [
  { value: 'light', words: msg`Light`, Icon: IconSun },
  { value: 'dark', words: msg`Dark`, Icon: IconMoon },
  { value: 'auto', words: msg`Like the computer`, Icon: IconDeviceDesktop },
] as const;

/** The rail's menu of looks. */
export function Appearance({ named }: { readonly named: boolean }) {
  const { _ } = useLingui();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="right-end" shadow="md">
      <Menu.Target>
        <AppearanceButton named={named} />
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, words, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === value && <IconCheck size={16} aria-hidden />}
            onClick={() => setColorScheme(value)}
          >
            {_(words)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

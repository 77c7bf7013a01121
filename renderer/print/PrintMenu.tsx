import { t } from '@lingui/core/macro';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCalendarWeek, IconPrinter, IconUser } from '@tabler/icons-react';
import { useNavigate } from 'react-router';

interface PrintMenuProps {
  /** The day that is on the screen, `YYYY-MM-DD`. */
  readonly date: string;
  /** Prints this person’s or room’s day alone, where the screen is about one. */
  readonly resourceId?: string | undefined;
}

/** A printer’s button: the day or the week, of everybody or of one. */
export function PrintMenu({ date, resourceId }: PrintMenuProps) {
  const navigate = useNavigate();
  const of = resourceId === undefined ? '' : `?resource=${encodeURIComponent(resourceId)}`;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Tooltip label={t`Print`}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Print`}>
            <IconPrinter size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUser size={16} aria-hidden />}
          onClick={() => navigate(`/print/day/${date}${of}`)}
        >
          {t`Day sheet`}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCalendarWeek size={16} aria-hidden />}
          onClick={() => navigate(`/print/week/${date}${of}`)}
        >
          {t`Week sheet`}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

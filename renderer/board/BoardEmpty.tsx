import { t } from '@lingui/core/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Message } from '../ui/Message.tsx';

/** Nobody or nothing to book yet: says what comes first, and leads there. */
export function BoardEmpty({
  resources,
  services,
}: {
  readonly resources: number;
  readonly services: number;
}) {
  return (
    <Message
      icon={<IconCalendarPlus size={44} stroke={1.4} aria-hidden />}
      title={t`The board needs a little more`}
      actions={
        <Group gap="xs" justify="center">
          {resources === 0 && (
            <Button component={Link} to="/settings/resources/new?kind=practitioner">
              {t`Add who works here`}
            </Button>
          )}
          {services === 0 && (
            <Button
              component={Link}
              to="/settings/services/new"
              variant={resources === 0 ? 'default' : 'filled'}
            >
              {t`Add what you offer`}
            </Button>
          )}
        </Group>
      }
    >
      <Stack gap="xs">
        {resources === 0 && (
          <Text>{t`Each person who sees customers has a column on it. Nobody is there yet.`}</Text>
        )}
        {services === 0 && (
          <Text>{t`Bookings are made for services, such as a consultation of 30 minutes. There is none yet.`}</Text>
        )}
      </Stack>
    </Message>
  );
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Code, Stack, Text } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { Message } from '../ui/Message.tsx';
import classes from './board.module.css';

/** Nobody or nothing to book yet: says what comes first. */
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
    >
      <Stack gap="xs">
        {resources === 0 && (
          <Text>{t`Still missing: who works here (practitioners, and rooms if you book them).`}</Text>
        )}
        {services === 0 && (
          <Text>{t`Still missing: what you offer (services, with how long each takes).`}</Text>
        )}
        <Text>
          <Trans>
            They are added over the hub’s interface:{' '}
            <Code className={classes.address}>POST /v2/resources</Code> and{' '}
            <Code className={classes.address}>POST /v2/services</Code>. They appear here by themselves.
          </Trans>
        </Text>
      </Stack>
    </Message>
  );
}

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
  const missing = [
    resources === 0 && 'who works here (practitioners, and rooms if you book them)',
    services === 0 && 'what you offer (services, with how long each takes)',
  ].filter((each) => each !== false);
  return (
    <Message
      icon={<IconCalendarPlus size={44} stroke={1.4} aria-hidden />}
      title="The board needs a little more"
    >
      <Stack gap="xs">
        <Text>Still missing: {missing.join(' and ')}.</Text>
        <Text>
          They are added over the hub’s interface: <Code className={classes.address}>POST /v2/resources</Code>{' '}
          and <Code className={classes.address}>POST /v2/services</Code>. They appear here by themselves.
        </Text>
      </Stack>
    </Message>
  );
}

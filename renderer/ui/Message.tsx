import { Center, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface MessageProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** Ways on. */
  readonly actions?: ReactNode;
}

/** A page or panel that has nothing to show yet: says why, and what to do. */
export function Message({ icon, title, children, actions }: MessageProps) {
  return (
    <Center h="100%" p="xl">
      <Stack align="center" gap="sm" maw={520} ta="center">
        {icon}
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text component="div" c="dimmed">
          {children}
        </Text>
        {actions}
      </Stack>
    </Center>
  );
}

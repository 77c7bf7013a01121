import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './attention.module.css';

interface AttentionItemProps {
  readonly title: string;
  /** When, where, by whom. */
  readonly aside?: ReactNode;
  /** What happened, in plain words. */
  readonly children: ReactNode;
  /** Buttons: the ways out. */
  readonly ways: ReactNode;
}

/** One matter that somebody has to look after. */
export function AttentionItem({ title, aside, children, ways }: AttentionItemProps) {
  return (
    <li className={classes.item} aria-label={title}>
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          {aside && (
            <Text size="xs" c="dimmed">
              {aside}
            </Text>
          )}
        </div>
        {children}
        <Group gap="xs">{ways}</Group>
      </Stack>
    </li>
  );
}

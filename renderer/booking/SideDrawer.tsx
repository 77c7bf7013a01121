import { t } from '@lingui/core/macro';
import { Drawer, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './booking.module.css';

interface SideDrawerProps {
  /** Id of what it is about. */
  readonly subject: string;
  readonly title: string;
  /** Below the title. */
  readonly summary?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** What stands beside the board, which goes on working; it takes the focus whenever it begins to be about something else. */
export function SideDrawer({ subject, title, summary, children, onClose }: SideDrawerProps) {
  const panel = useRef<HTMLDivElement>(null);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (shown.current === subject) return;
    shown.current = subject;
    panel.current?.focus({ preventScroll: true });
  });
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={420}
      trapFocus={false}
      lockScroll={false}
      // As `className` of its content it would dress what lies around it, too: the whole window.
      classNames={{ content: classes.drawer }}
    >
      <Drawer.Content ref={panel} tabIndex={-1} shadow="xl">
        <Drawer.Header>
          <Stack gap={4} miw={0}>
            <Drawer.Title>
              <Title order={2} size="h4" component="span">
                {title}
              </Title>
            </Drawer.Title>
            {summary}
          </Stack>
          <Drawer.CloseButton aria-label={t`Close`} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

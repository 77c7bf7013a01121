import { t } from '@lingui/core/macro';
import { Button, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useHeadingFocus } from '../ui/useHeadingFocus.ts';
import classes from './pairing.module.css';

interface PairingFrameProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  /** What Enter does, where something is filled in. */
  readonly onSubmit?: () => void;
  readonly onBack?: (() => void) | undefined;
}

/** The whole window while this computer is no desk: one matter, in the middle. */
export function PairingFrame({ icon, title, children, onSubmit, onBack }: PairingFrameProps) {
  const heading = useHeadingFocus();
  const content = (
    <Stack gap="md">
      {icon}
      <Title order={1} size="h2" ref={heading}>
        {title}
      </Title>
      {children}
      {onBack && (
        <Button variant="default" onClick={onBack}>
          {t`Back`}
        </Button>
      )}
    </Stack>
  );
  return (
    <main className={classes.page}>
      <Paper className={classes.box} withBorder p="xl">
        {onSubmit ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit();
            }}
          >
            {content}
          </form>
        ) : (
          content
        )}
      </Paper>
    </main>
  );
}

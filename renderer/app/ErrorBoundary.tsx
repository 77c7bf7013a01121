import { t } from '@lingui/core/macro';
import { Button, Code } from '@mantine/core';
import { IconMoodSad } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { Message } from '../ui/Message.tsx';

interface State {
  readonly error?: unknown;
}

/** Catches what a screen throws: says what is safe and how to go on. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    return (
      <Message
        icon={<IconMoodSad size={44} stroke={1.4} aria-hidden />}
        title={t`This screen stopped working`}
        actions={<Button onClick={() => window.location.reload()}>{t`Load it again`}</Button>}
      >
        {t`Nothing you did is lost: every booking is saved before it is shown. If it happens again, tell us these words:`}{' '}
        <Code>{this.state.error instanceof Error ? this.state.error.message : String(this.state.error)}</Code>
      </Message>
    );
  }
}

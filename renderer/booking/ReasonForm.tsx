import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ProblemText } from '../ui/ProblemText.tsx';

interface ReasonFormProps {
  /** Accessible name. */
  readonly label: string;
  /** On the button that does it. */
  readonly action: string;
  readonly problem?: string | undefined;
  /** What is said, or asked, before the reason. */
  readonly children?: ReactNode;
  readonly onCancel: (reason: string) => void;
  readonly onBack: () => void;
}

/** Asks for a reason, which may stay empty, before something is cancelled. */
export function ReasonForm({ label, action, problem, children, onCancel, onBack }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onCancel(reason.trim());
      }}
    >
      <Stack gap="xs">
        {children}
        <TextInput
          label={t`Why is it cancelled?`}
          description={t`May stay empty`}
          autoFocus
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            onBack();
          }}
        />
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group gap="xs">
          <Button type="submit" color="red" size="sm">
            {action}
          </Button>
          <Button variant="subtle" color="gray" size="sm" onClick={onBack}>
            <Trans>Keep it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

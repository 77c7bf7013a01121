import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { hubWords } from './words.ts';

interface DialogProps {
  readonly title: string;
  readonly action: string;
  readonly dangerous?: boolean;
  readonly busy: boolean;
  readonly refusal: Refusal | undefined;
  /** Why it can't be done yet. */
  readonly disabled?: boolean;
  readonly onDo: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for a little more before something is done with a webhook; Enter does it. */
export function Dialog(props: DialogProps) {
  const { title, action, dangerous, busy, refusal, disabled, onDo, onClose, children } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<Text fw={600}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (!disabled && !busy) onDo();
        }}
      >
        <Stack gap="md">
          {children}
          {refusal && <ProblemText>{hubWords(refusal)}</ProblemText>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button
              type="submit"
              loading={busy}
              disabled={disabled ?? false}
              {...(dangerous ? { color: 'red' } : { 'data-autofocus': true })}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What the dialogs of one endpoint need. */
export interface EndpointDialogProps<T> {
  readonly endpoint: T;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemText } from '../ui/ProblemText.tsx';
import { Clashes } from './Clashes.tsx';
import classes from './forms.module.css';
import { LeaveGuard } from './leave.tsx';
import type { SchemaForm } from './useSchemaForm.ts';

interface FormFrameProps<Values extends Record<string, unknown>> {
  readonly form: SchemaForm<Values>;
  /** Its name for screen readers. */
  readonly label: string;
  /** Absent: Save. */
  readonly action?: string;
  /** In a dialog: what closes it, `close` of `useGuardedClose`. Absent: the form is a page, which is guarded here. */
  readonly onCancel?: () => void;
  /** What cannot be saved now, and why. */
  readonly disabled?: string | undefined;
  readonly children: ReactNode;
}

/** What is around a form's fields: it is sent with Enter and Ctrl+S, says what is wrong, and is never left by mistake. */
export function FormFrame<Values extends Record<string, unknown>>(props: FormFrameProps<Values>) {
  const { form, label, action = t`Save`, onCancel, disabled, children } = props;
  const { dirty, busy, problem, stale } = form;
  const inDialog = onCancel !== undefined;
  return (
    <form
      ref={form.element}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (disabled === undefined) form.submit();
      }}
    >
      {!inDialog && <LeaveGuard unsaved={form.unsaved} />}
      <Stack gap="md">{children}</Stack>
      {form.clashes.length > 0 && <Clashes form={form} />}
      <div className={classes.foot} data-dialog={inDialog || undefined}>
        <div className={classes.state}>
          {problem ? (
            <ProblemText>{problem}</ProblemText>
          ) : (
            <Text size="sm" c="dimmed">
              {disabled ?? stateWords(dirty, stale, inDialog)}
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          {!inDialog && dirty && (
            <Button variant="default" onClick={form.discard}>
              <Trans>Discard changes</Trans>
            </Button>
          )}
          <Button
            type="submit"
            loading={busy}
            disabled={disabled !== undefined || form.clashes.length > 0 || !(dirty || inDialog)}
          >
            {action}
          </Button>
        </Group>
      </div>
    </form>
  );
}

function stateWords(dirty: boolean, stale: boolean, inDialog: boolean): string {
  if (stale) return t`Somebody else changed this meanwhile. Both changes are here; saving keeps both.`;
  if (inDialog) return '';
  return dirty ? t`Not saved yet` : t`Everything is saved`;
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import classes from './forms.module.css';
import type { Clash, SchemaForm } from './useSchemaForm.ts';

/** What two people set to different values, with both; the choice between them. */
export function Clashes<Values extends Record<string, unknown>>({
  form,
}: {
  readonly form: SchemaForm<Values>;
}) {
  const { clashes, element, busy } = form;
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({});
  const fields = clashes.map(({ field }) => field).join();
  useEffect(() => {
    setLabels(Object.fromEntries(fields.split(',').map((field) => [field, labelIn(element.current, field)])));
  }, [fields, element]);
  return (
    <Alert
      mt="md"
      role="alert"
      variant="outline"
      color="var(--desk-warn)"
      icon={<IconUsers size={18} aria-hidden />}
      title={t`Somebody else changed the same meanwhile`}
    >
      <dl className={classes.clashes}>
        {clashes.map((clash) => (
          <Both key={clash.field} clash={clash} label={labels[clash.field] ?? ''} />
        ))}
      </dl>
      <Group gap="xs" mt="sm">
        <Button size="compact-sm" variant="default" onClick={form.yield}>
          <Trans>Take theirs</Trans>
        </Button>
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => form.submit(true)}>
          <Trans>Save mine</Trans>
        </Button>
      </Group>
    </Alert>
  );
}

function Both({ clash, label }: { readonly clash: Clash; readonly label: string }) {
  const [mine, theirs] = [clash.mine, clash.theirs].map((value) => clash.words(value) ?? valueWords(value));
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {mine === undefined || theirs === undefined ? (
          <Text size="sm">{t`They set it otherwise than you.`}</Text>
        ) : (
          <Text size="sm">{t`They: ${theirs}. You: ${mine}.`}</Text>
        )}
      </dd>
    </div>
  );
}

/** What the label of a field says, or the head of the part of the form that it is in. */
function labelIn(form: HTMLFormElement | null, field: string): string {
  const input = form?.querySelector<HTMLInputElement>(`[data-path="${field}"], [data-path^="${field}."]`);
  const label = input?.labels?.[0]?.textContent ?? input?.closest('section')?.getAttribute('aria-label');
  return (label ?? '').replace(/[\s*]+$/, '');
}

/** A value as it can be written in a line; undefined where it has too many parts. */
function valueWords(value: unknown): string | undefined {
  if (value === '' || value === undefined || value === null) return t`nothing`;
  if (typeof value === 'boolean') return value ? t`on` : t`off`;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.length > 0 ? value.join(', ') : t`nothing`;
  return undefined;
}

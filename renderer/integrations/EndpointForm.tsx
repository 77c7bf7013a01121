import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Modal, MultiSelect, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { webhooks } from '../../shared/resources/webhooks.ts';
import { useDeed } from '../person/useDeed.ts';
import { offeredTypes } from './offered-types.ts';
import { SecretShown } from './SecretShown.tsx';
import { type Endpoint, endpoint as endpointSchema, withSecret } from './wire.ts';
import { hubWords, kindWords, patternWords } from './words.ts';

interface EndpointFormProps {
  /** The one to change; absent: a new one. */
  readonly endpoint?: Endpoint;
  readonly onClose: () => void;
  readonly onDone: (id: string) => void;
}

type Field = 'url' | 'events' | 'api_version' | 'schedule' | 'description';

/** Adds a webhook, or changes one. What is typed is held to the resource's own schema. */
export function EndpointForm({ endpoint, onClose, onDone }: EndpointFormProps) {
  const [values, setValues] = useState({
    url: endpoint?.url ?? '',
    events: endpoint?.events ?? ['booking.*'],
    api_version: endpoint?.api_version ?? 'v2',
    schedule: endpoint?.schedule ?? 'standard',
    description: endpoint?.description ?? '',
  });
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string }>();
  const { busy, refusal, act, forget } = useDeed();

  const set = (change: Partial<typeof values>) => {
    setValues({ ...values, ...change });
    setProblems({});
    forget();
  };

  const send = async () => {
    const wanted = { ...values, url: values.url.trim(), description: values.description.trim() };
    const checked = z.safeParse(webhooks.create, wanted);
    if (!checked.success) return setProblems(problemsOf(checked.error));
    const body = { ...wanted };
    if (endpoint) {
      const path = `/v2/webhooks/${endpoint.id}`;
      const done = await act({ method: 'PATCH', path, body }, t`Webhook changed`);
      if (done) onDone(endpointSchema.parse(done.body).id);
      return;
    }
    const done = await act({ method: 'POST', path: '/v2/webhooks', body }, t`Webhook added`);
    if (done) setMade(withSecret.parse(done.body));
  };

  if (made) return <SecretShown secret={made.secret} onClose={() => onDone(made.id)} />;
  const atHub = refusal && hubProblems(refusal);
  const said = { ...atHub, ...problems };
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={<Text fw={600}>{endpoint ? t`Change the webhook` : t`Add a webhook`}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="lg"
      centered
    >
      <form
        aria-label={endpoint ? t`Change the webhook` : t`Add a webhook`}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t`Web address`}
            description={t`Where the other program listens. It begins with https://`}
            placeholder="https://…"
            type="url"
            inputMode="url"
            autoComplete="off"
            data-autofocus
            value={values.url}
            onChange={(event) => set({ url: event.currentTarget.value })}
            error={said.url}
          />
          <TextInput
            label={t`Name`}
            description={t`To tell it from others: Bookkeeping, say`}
            value={values.description}
            maxLength={500}
            onChange={(event) => set({ description: event.currentTarget.value })}
            error={said.description}
          />
          <MultiSelect
            label={t`Tell it about`}
            data={choicesOf(offeredTypes(values.events))}
            value={values.events}
            onChange={(events) => set({ events })}
            searchable
            hidePickedOptions
            nothingFoundMessage={t`There is nothing like that`}
            maxDropdownHeight={260}
            clearButtonProps={{ 'aria-label': t`Clear` }}
            error={said.events}
          />
          <Select
            label={t`If it doesn’t answer`}
            data={[
              { value: 'standard', label: t`Try 3 times within 11 minutes` },
              { value: 'long', label: t`Keep trying for 3 days` },
            ]}
            allowDeselect={false}
            value={values.schedule}
            onChange={(value) => set({ schedule: value === 'long' ? 'long' : 'standard' })}
            error={said.schedule}
          />
          <Select
            label={t`Form of the messages`}
            data={[
              { value: 'v2', label: t`Present (v2)` },
              { value: 'v1', label: t`Older (v1): five kinds of news about bookings` },
            ]}
            allowDeselect={false}
            value={values.api_version}
            onChange={(value) => set({ api_version: value === 'v1' ? 'v1' : 'v2' })}
            error={said.api_version}
          />
          {refusal && Object.keys(atHub ?? {}).length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {hubWords(refusal)}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={busy}>
              {endpoint ? t`Save` : t`Add`}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** Everything, all of a kind, and each type, by kind. */
function choicesOf(types: readonly string[]) {
  const kinds = [...new Set(types.map((type) => type.split('.')[0] ?? ''))];
  const item = (value: string) => ({ value, label: patternWords(value) });
  return [
    { group: t`All`, items: [item('*'), ...kinds.map((kind) => item(`${kind}.*`))] },
    ...kinds.map((kind) => ({
      group: t`Only some about ${{ what: kindWords(kind) }}`,
      items: types.filter((type) => type.startsWith(`${kind}.`)).map(item),
    })),
  ];
}

function problemsOf(error: z.ZodError): Partial<Record<Field, string>> {
  return Object.fromEntries(
    error.issues.map(({ path }) => {
      const field = String(path[0]);
      return [field, problemWords(field)];
    }),
  );
}

function problemWords(field: string): string {
  switch (field) {
    case 'url':
      return t`This is no web address. It looks like https://example.com/…`;
    case 'events':
      return t`Choose at least one thing to tell it`;
    case 'description':
      return t`The name is too long`;
    default:
      return t`This can’t be used`;
  }
}

const issue = z.object({ path: z.string(), message: z.string() });

/** What the hub says about single fields: an address that it may not call, say. */
function hubProblems(refusal: Refusal): Partial<Record<Field, string>> {
  const issues = z.array(issue).safeParse(refusal.details?.issues).data ?? [];
  return Object.fromEntries(issues.map(({ path, message }) => [path, sentence(message)]));
}

function sentence(message: string): string {
  if (message.startsWith('leads into this network')) return inOwnNetwork(message);
  if (message.startsWith('must be https'))
    return t`Only addresses with https:// are called, unless the owner allows the host in the practice’s settings.`;
  if (message.startsWith('none of them'))
    return t`The older form has none of these. Choose news about bookings, or the present form.`;
  return t`This can’t be used`;
}

function inOwnNetwork(message: string): string {
  const host = /\["(.+)"\]/.exec(message)?.[1];
  return host
    ? t`This address is in the practice’s own network. The owner has to allow ${host} in the practice’s settings first.`
    : t`This address is in the practice’s own network. The owner has to allow it in the practice’s settings first.`;
}

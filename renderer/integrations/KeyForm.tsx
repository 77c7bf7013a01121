import { t } from '@lingui/core/macro';
import { MultiSelect, Radio, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { apiKeys } from '../../shared/resources/access.ts';
import { useDeed } from '../person/useDeed.ts';
import { Dialog } from './Dialog.tsx';
import { KeyShown } from './KeyShown.tsx';
import { keyWithSecret } from './key-wire.ts';
import { offeredScopes, scopeWords } from './scope-words.ts';

/** Makes a key: for a program on a server, or for a page that anybody can read. */
export function KeyForm({ onClose }: { readonly onClose: () => void }) {
  const { busy, refusal, act, forget } = useDeed();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'secret' | 'public'>('secret');
  const [all, setAll] = useState(false);
  const [scopes, setScopes] = useState<string[]>(['availability:read', 'bookings:read']);
  const [origins, setOrigins] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<string>();

  const { shape } = apiKeys.doc;
  const badName = !shape.name.safeParse(name).success;
  const badOrigins = kind === 'public' && !shape.allowed_origins.safeParse(origins).success;
  const noScopes = kind === 'secret' && !all && scopes.length === 0;

  const make = async () => {
    setTried(true);
    if (badName || badOrigins || noScopes) return;
    const more =
      kind === 'public'
        ? { ...(origins.length > 0 && { allowed_origins: origins }) }
        : { ...(!all && { scopes }) };
    const body = { name: name.trim(), kind, ...more };
    const done = await act({ method: 'POST', path: '/v2/api-keys', body }, t`Key made`);
    if (done) setSecret(keyWithSecret.parse(done.body).secret);
  };

  if (secret !== undefined) return <KeyShown secret={secret} onClose={onClose} />;
  return (
    <Dialog
      title={t`Make a key`}
      action={t`Make the key`}
      busy={busy}
      refusal={refusal}
      onDo={() => void make()}
      onClose={onClose}
    >
      <TextInput
        label={t`What is it for?`}
        placeholder={t`Website`}
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          forget();
        }}
        error={tried && badName && t`Give it a name, to tell it from others`}
      />
      <Radio.Group
        label={t`Where is it used?`}
        value={kind}
        onChange={(value) => setKind(value === 'public' ? 'public' : 'secret')}
      >
        <Stack gap={6} mt={4}>
          <Radio value="secret" label={t`In a program on a server, which keeps it secret`} />
          <Radio value="public" label={t`On a web page, which everybody can read`} />
        </Stack>
      </Radio.Group>
      {kind === 'secret' && (
        <>
          <Radio.Group
            label={t`What may it do?`}
            value={all ? 'all' : 'some'}
            onChange={(value) => setAll(value === 'all')}
          >
            <Stack gap={6} mt={4}>
              <Radio value="some" label={t`Only this`} />
              <Radio value="all" label={t`Everything that an owner may do`} />
            </Stack>
          </Radio.Group>
          {!all && (
            <MultiSelect
              aria-label={t`What may it do?`}
              data={offeredScopes.map((value) => ({ value, label: scopeWords(value) }))}
              value={scopes}
              onChange={setScopes}
              searchable
              hidePickedOptions
              maxDropdownHeight={220}
              clearButtonProps={{ 'aria-label': t`Clear` }}
              nothingFoundMessage={t`There is nothing like that`}
              error={tried && noScopes && t`Choose at least one thing`}
            />
          )}
        </>
      )}
      {kind === 'public' && (
        <>
          <Text size="sm" c="dimmed">
            {t`It shows services and free times and books for visitors; it sees nobody’s bookings.`}
          </Text>
          <TagsInput
            label={t`Only on these pages`}
            description={t`Enter after each. Left empty, no browser may use it from another page.`}
            placeholder="https://www.example.com"
            value={origins}
            onChange={setOrigins}
            error={
              tried &&
              badOrigins &&
              t`An address here looks like https://www.example.com, with nothing after it`
            }
          />
        </>
      )}
    </Dialog>
  );
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { useWho } from '../people/useWho.ts';
import { usePerson } from './person.tsx';

interface SignInProps {
  /** What it is needed for. */
  readonly title: string;
}

/** Asks for an owner or a manager: settings and other programs are not for everybody who stands at the desk. */
export function SignIn({ title }: SignInProps) {
  const { signIn } = usePerson();
  const { current } = useWho();
  // Whoever is signed in at the desk shows only once more that it is they.
  const [own, setOwn] = useState(true);
  const here = own && current && ['owner', 'manager'].includes(current.role) ? current : undefined;
  const [email, setEmail] = useState('');
  const [secret, setSecret] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);

  const filled = secret !== '' && (here !== undefined || email.trim() !== '');
  const send = async () => {
    if (busy || !filled) return;
    setBusy(true);
    const refused = await signIn(here ? { staff_id: here.id } : { email: email.trim() }, secret);
    setBusy(false);
    setRefusal(refused);
    setSecret('');
  };

  return (
    <form
      aria-label={t`Sign in`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            <Trans>
              An owner or manager signs in for this. You’re signed out here after 10 minutes without a key or
              click.
            </Trans>
          </Text>
        </div>
        {here ? (
          <Group justify="space-between" wrap="nowrap">
            <Text fw={600} truncate>
              {here.name}
            </Text>
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setOwn(false)}>
              <Trans>Somebody else</Trans>
            </Button>
          </Group>
        ) : (
          <TextInput
            label={t`E-mail`}
            type="email"
            autoComplete="username"
            data-autofocus
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t`PIN or password`}
          autoComplete="current-password"
          autoFocus={here !== undefined}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={refusal && wordsOf(refusal)}
        />
        <Button type="submit" loading={busy} disabled={!filled}>
          <Trans>Sign in</Trans>
        </Button>
      </Stack>
    </form>
  );
}

interface SignInPageProps extends SignInProps {
  readonly icon: ReactNode;
}

/** The same as a page of its own. */
export function SignInPage({ title, icon }: SignInPageProps) {
  return (
    <Paper withBorder p="xl" maw={420} mx="auto" mt="xl">
      {icon}
      <SignIn title={title} />
    </Paper>
  );
}

function wordsOf(refusal: Refusal): string {
  switch (refusal.code) {
    case 'unauthorized':
      return t`Nobody here has this e-mail with this PIN or password.`;
    case 'forbidden':
      return t`This is for owners and managers. Ask one of them to sign in.`;
    case 'account_locked':
      return t`Too many wrong tries. Wait a few minutes, then try again.`;
    case 'unavailable':
      return t`The hub can’t be reached right now. Try again when it is back.`;
    default:
      return t`Check the e-mail and the PIN or password.`;
  }
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { usePerson } from './person.tsx';

interface SignInProps {
  /** What it is needed for. */
  readonly title: string;
}

/** Asks for an owner or a manager: settings and other programs are not for everybody who stands at the desk. */
export function SignIn({ title }: SignInProps) {
  const { signIn } = usePerson();
  const [email, setEmail] = useState('');
  const [secret, setSecret] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);

  const send = async () => {
    if (busy || !email.trim() || !secret) return;
    setBusy(true);
    const refused = await signIn(email.trim(), secret);
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
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          data-autofocus
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t`PIN or password`}
          autoComplete="current-password"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={refusal && wordsOf(refusal)}
        />
        <Button type="submit" loading={busy} disabled={!email.trim() || !secret}>
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

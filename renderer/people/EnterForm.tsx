import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Loader, PasswordInput, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { RosterMember } from '../../shared/wire/desk-session.ts';
import { useConnection, useDesk } from '../data/index.ts';
import { roleName } from '../settings/role-words.ts';
import { useLate } from '../ui/useLate.ts';
import { Initials } from './Initials.tsx';
import classes from './people.module.css';
import { useWho } from './useWho.ts';
import { enterWords } from './words.ts';

interface EnterFormProps {
  /** Who is asked for the PIN at once; absent: they are chosen first. */
  readonly first?: string | undefined;
  readonly onDone?: () => void;
}

type Somebody = Pick<RosterMember, 'id' | 'name' | 'role' | 'has_pin'>;

/** Somebody says who they are, and shows it by their PIN. */
export function EnterForm({ first, onDone }: EnterFormProps) {
  const { people: here } = useWho();
  const [chosen, choose] = useState(first);
  const [isBack, setBack] = useState(false);
  const { roster, waiting, away } = useRoster();
  const known: Somebody[] = here.map((person) => ({ ...person, has_pin: true }));
  const others = roster.filter(({ id }) => here.every((person) => person.id !== id));
  const all = [...known, ...others];
  const person = all.find(({ id }) => id === chosen);
  const late = useLate(waiting);
  const firstWithPin = all.find(({ has_pin }) => has_pin)?.id;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (isBack && !chosen) list.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [isBack, chosen]);
  const back = () => {
    choose(undefined);
    setBack(true);
  };
  if (person)
    return (
      <PinForm
        key={person.id}
        person={person}
        {...(all.length > 1 && { onBack: back })}
        {...(onDone && { onDone })}
      />
    );
  return (
    <Stack gap="sm">
      <ul ref={list} className={classes.people} aria-label={t`Who are you?`}>
        {all.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              className={classes.person}
              disabled={!each.has_pin}
              data-autofocus={each.id === firstWithPin || undefined}
              onClick={() => choose(each.id)}
            >
              <Initials name={each.name} />
              <span className={classes.who}>
                <span className={classes.whoName}>{each.name}</span>
                <small>{each.has_pin ? roleName(each.role) : t`has no PIN yet`}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {late && <Loader type="dots" aria-label={t`Asking who works here`} />}
      {!waiting && all.every(({ has_pin }) => !has_pin) && !away && (
        <Text size="sm" c="dimmed">
          <Trans>Nobody here has a PIN yet. An owner or manager gives PINs under Settings, Staff.</Trans>
        </Text>
      )}
      {away && (
        <Text size="sm" c="dimmed">
          <Trans>
            The hub can’t be reached. Whoever has signed in here before can go on; others need it the first
            time.
          </Trans>
        </Text>
      )}
    </Stack>
  );
}

interface PinFormProps {
  readonly person: Somebody;
  readonly onBack?: () => void;
  readonly onDone?: () => void;
}

function PinForm({ person, onBack, onDone }: PinFormProps) {
  const { people } = useDesk();
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const field = useRef<HTMLInputElement>(null);

  const send = async () => {
    if (busy || pin === '') return;
    setBusy(true);
    const refused = await people.enter(person.id, pin);
    setBusy(false);
    setPin('');
    setRefusal(refused);
    if (refused) field.current?.focus();
    else onDone?.();
  };

  return (
    <form
      aria-label={t`Sign in as ${person.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap">
          <Initials name={person.name} />
          <span className={classes.who}>
            <span className={classes.whoName}>{person.name}</span>
            <small>{roleName(person.role)}</small>
          </span>
        </Group>
        <PasswordInput
          ref={field}
          label={t`PIN`}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          autoFocus
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={refusal && enterWords(refusal)}
          errorProps={{ role: 'alert' }}
        />
        <Group justify={onBack ? 'space-between' : 'flex-end'} gap="xs">
          {onBack && (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconArrowLeft size={16} className={classes.back} aria-hidden />}
              onClick={onBack}
            >
              <Trans>Somebody else</Trans>
            </Button>
          )}
          <Button type="submit" loading={busy} disabled={pin === ''}>
            <Trans>Sign in</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Who works here, as the hub says while it is there. */
function useRoster(): {
  readonly roster: readonly RosterMember[];
  readonly waiting: boolean;
  readonly away: boolean;
} {
  const { people } = useDesk();
  const { state } = useConnection();
  const [answer, setAnswer] = useState<readonly RosterMember[] | Refusal>();
  useEffect(() => {
    if (state !== 'online') return;
    let current = true;
    void people.roster().then((heard) => current && setAnswer(heard));
    return () => {
      current = false;
    };
  }, [people, state]);
  const roster = answer && !isRefusal(answer) ? answer : [];
  const reaching = state === 'connecting' || (state === 'online' && !answer);
  return { roster, waiting: reaching, away: !reaching && state !== 'online' };
}

import { t } from '@lingui/core/macro';
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { DesktopBridge, JoinRequest } from '../../shared/ipc.ts';
import { writeAddress } from '../../shared/lan/address.ts';
import { NoKeyring } from '../program/NoKeyring.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { useStore } from '../ui/store.ts';
import { invitationIn } from './invitation.ts';
import { joinProblemWords, refusedWords } from './join-words.ts';
import { NearbyHubs } from './NearbyHubs.tsx';
import { followLinks, forgetOpenedLink, openedLink } from './opened-links.ts';
import { PairingFrame } from './PairingFrame.tsx';
import classes from './pairing.module.css';

export interface JoinPageProps {
  readonly program: DesktopBridge;
  /** The practice whose work is in this desk: it joins no other. */
  readonly tenant?: string | undefined;
  readonly refusal?: Refusal | undefined;
  readonly pair: (invitation: string, name?: string) => Promise<Refusal | undefined>;
  readonly onPaired?: (() => void) | undefined;
  readonly onBack?: (() => void) | undefined;
}

/** The desktop program joins a practice whose hub is on another computer: by the code that the hub shows, or by its link. */
export function JoinPage({ program, tenant, refusal, pair, onPaired, onBack }: JoinPageProps) {
  const opened = useStore(openedLink, (link) => (link && 'join' in link ? link : undefined));
  useEffect(followLinks, []);
  const [way, setWay] = useState<'code' | 'link'>('code');
  const [hub, setHub] = useState<string>();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [link, setLink] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState(refusal && refusedWords(refusal));
  const [busy, setBusy] = useState(false);
  const by: JoinRequest['by'] = opened
    ? { link: opened.join }
    : way === 'link'
      ? { link }
      : { address, code };
  const complete = 'link' in by ? by.link.trim() !== '' : address.trim() !== '' && code.trim() !== '';

  useEffect(() => {
    void program.appInfo().then(({ computer }) => setName((before) => before || computer.slice(0, 100)));
  }, [program]);

  const join = async (): Promise<string | undefined> => {
    const called = name.trim() || undefined;
    // The link of a hub on this very computer.
    const own = 'link' in by && !by.link.trim().startsWith('dunebook:') ? invitationIn(by.link) : undefined;
    if (own !== undefined) {
      const refused = await pair(own, called);
      return refused && refusedWords(refused);
    }
    const prepared = await program.joinHub({ by, ...(tenant !== undefined && { tenant }) });
    if ('problem' in prepared) return joinProblemWords(prepared.problem);
    const refused = await pair(prepared.invitation, called);
    return refused && refusedWords(refused);
  };

  const send = async () => {
    if (busy || !complete) return;
    setBusy(true);
    const failed = await join().catch(() => joinProblemWords('not_found'));
    setBusy(false);
    setProblem(failed);
    if (failed !== undefined) return;
    forgetOpenedLink();
    onPaired?.();
  };

  const edit = (set: (text: string) => void) => (text: string) => {
    set(text);
    setProblem(undefined);
  };

  return (
    <PairingFrame
      icon={<IconDoor size={40} stroke={1.4} aria-hidden />}
      title={tenant === undefined ? t`Join a practice` : t`Let this desk in again`}
      onSubmit={() => void send()}
      onBack={opened ? undefined : onBack}
    >
      {opened ? (
        <Opened name={opened.name}>{opened.addresses.map(writeAddress).join(', ')}</Opened>
      ) : (
        <Text>
          {t`At a computer of the practice that is let in, an owner or manager chooses Data, “Let another desk in”, and reads you the code.`}
        </Text>
      )}
      {!opened && way === 'code' && (
        <>
          <NearbyHubs
            program={program}
            chosen={hub}
            onChoose={(next) => {
              const [first] = next.addresses;
              setHub(next.hub_id);
              edit(setAddress)(first ? writeAddress(first) : '');
            }}
          />
          <Typed
            label={t`Address of the hub`}
            hint="192.168.1.20"
            value={address}
            onType={edit(setAddress)}
          />
          <Typed label={t`Code`} hint="K7QM-2XPD" value={code} onType={edit(setCode)} />
        </>
      )}
      {!opened && way === 'link' && (
        <Typed label={t`Invitation link`} hint="dunebook://join?…" value={link} onType={edit(setLink)} />
      )}
      <TextInput
        label={t`Name of this desk`}
        description={t`So that others know which one it is in the list of desks.`}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NoKeyring />
      {problem && <ProblemText>{problem}</ProblemText>}
      <Button type="submit" disabled={!complete} loading={busy}>
        {t`Join`}
      </Button>
      {opened ? (
        <Button variant="default" onClick={forgetOpenedLink}>{t`Not this one`}</Button>
      ) : (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            setWay(way === 'code' ? 'link' : 'code');
            setProblem(undefined);
          }}
        >
          {way === 'code' ? t`I have a link instead` : t`I have a code instead`}
        </Anchor>
      )}
    </PairingFrame>
  );
}

/** Anybody can make a link: who it leads to is said before anything is done. */
function Opened({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Stack gap={4}>
      <Text>
        {name === ''
          ? t`A link asks to join a practice on another computer.`
          : t`A link asks to join “${name}” on another computer.`}
      </Text>
      <Text size="sm" c="dimmed" className={classes.address}>
        {children}
      </Text>
      <Text size="sm">{t`Go on only if somebody you know gave it to you just now.`}</Text>
    </Stack>
  );
}

interface TypedProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onType: (text: string) => void;
}

/** What is copied from another screen: never corrected, and from left to right in every language. */
function Typed({ label, hint, value, onType }: TypedProps) {
  return (
    <TextInput
      label={label}
      placeholder={hint}
      value={value}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      dir="ltr"
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Code, Text, TextInput } from '@mantine/core';
import { IconDoor } from '@tabler/icons-react';
import { useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { invitationIn } from './invitation.ts';
import { JoinPage } from './JoinPage.tsx';
import { refusedWords } from './join-words.ts';
import { PairingFrame } from './PairingFrame.tsx';
import classes from './pairing.module.css';

interface PairingPageProps {
  /** The practice whose work is in this desk. */
  readonly tenant?: string | undefined;
  /** Why the last try failed. */
  readonly refusal?: Refusal | undefined;
  readonly pair: (invitation: string, name?: string) => Promise<Refusal | undefined>;
  readonly onPaired?: () => void;
  /** Back to where this was chosen. */
  readonly onBack?: () => void;
}

/** This desk isn't let in: says how to let it in. The desktop program also joins a hub on another computer. */
export function PairingPage(props: PairingPageProps) {
  const program = desktopProgram();
  return program ? <JoinPage {...props} program={program} /> : <LinkPage {...props} />;
}

function LinkPage({ refusal, pair, onPaired, onBack }: PairingPageProps) {
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(refusal);
  const [busy, setBusy] = useState(false);
  const invitation = invitationIn(text);

  const send = async () => {
    if (!invitation || busy) return;
    setBusy(true);
    const outcome = await pair(invitation);
    setBusy(false);
    setFailed(outcome);
    if (!outcome) onPaired?.();
  };

  return (
    <PairingFrame
      icon={<IconDoor size={40} stroke={1.4} aria-hidden />}
      title={t`Let this desk in`}
      onSubmit={() => void send()}
      onBack={onBack}
    >
      <Text>
        <Trans>
          A desk shows names and appointments, so the hub only speaks to desks it was told about. It takes a
          minute, once.
        </Trans>
      </Text>
      <ol className={classes.steps}>
        <li>
          <Trans>
            Where the practice is open already, an owner or manager chooses Data, “Let another desk in”. Or,
            on the hub’s computer, in Dunebook’s folder, run <Code>npm run hub -- desks invite</Code>
          </Trans>
        </li>
        <li>
          <Trans>Open the link on this computer, or paste it here.</Trans>
        </li>
      </ol>
      <TextInput
        label={t`Invitation link`}
        placeholder="http://…#invitation=inv_…"
        value={text}
        autoFocus
        autoComplete="off"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFailed(undefined);
        }}
        error={failed && refusedWords(failed)}
      />
      <Button type="submit" disabled={!invitation} loading={busy}>
        <Trans>Let this desk in</Trans>
      </Button>
    </PairingFrame>
  );
}

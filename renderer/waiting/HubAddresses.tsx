import { t } from '@lingui/core/macro';
import { Box, Button, Code, Group, Text, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AddressProblem, DesktopBridge, HubTarget } from '../../shared/ipc.ts';
import { writeAddress } from '../../shared/lan/address.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { desktopProgram } from '../ui/desktop.ts';
import { Ltr } from '../ui/Ltr.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './waiting.module.css';

/** Milliseconds between looks at where the program looks: a hub may announce itself meanwhile. */
const lookEvery = 3_000;

/** Where this desk looks for a hub that it does not reach and, where that can be another place, who to tell. */
export function HubAddresses({ onFound }: { readonly onFound: () => void }) {
  const program = desktopProgram();
  const [target, setTarget] = useState<HubTarget>();
  useEffect(() => {
    if (!program) return;
    const look = () => void program.hubTarget().then(setTarget);
    look();
    const timer = setInterval(look, lookEvery);
    return () => clearInterval(timer);
  }, [program]);
  if (!program) return <Tries addresses={[location.host]} />;
  // The hub of this computer is started by the program: there is nowhere else to look.
  if (target?.kind !== 'lan') return null;
  return (
    <div>
      <Tries addresses={target.tries.map(writeAddress)} />
      <AnotherAddress program={program} onFound={onFound} />
    </div>
  );
}

function Tries({ addresses }: { readonly addresses: readonly string[] }) {
  return (
    <section aria-labelledby="hub-tries">
      <h3 id="hub-tries" className={classes.head}>
        {t`Where this desk looks for the hub`}
      </h3>
      <ul className={classes.tries}>
        {addresses.map((address) => (
          <li key={address}>
            <Code>
              <Ltr>{address}</Ltr>
            </Code>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface AnotherAddressProps {
  readonly program: DesktopBridge;
  readonly onFound: () => void;
}

function AnotherAddress({ program, onFound }: AnotherAddressProps) {
  const announce = useAnnounce();
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState<AddressProblem>();
  const [busy, setBusy] = useState(false);
  const look = async () => {
    setBusy(true);
    const found = await program.findHub({ address }).catch(() => 'not_found' as const);
    setBusy(false);
    setProblem(found);
    if (found !== undefined) return;
    setAddress('');
    announce(t`The hub is there.`);
    onFound();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && address.trim() !== '') void look();
      }}
    >
      <Text size="sm" mb="xs">
        {t`If the hub’s computer was changed or has another address now, say which. It is taken only where this very hub answers; no new code is needed.`}
      </Text>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t`Address of the hub`}
          placeholder="192.168.1.20"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          value={address}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setProblem(undefined);
          }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={address.trim() === ''}>
          {t`Look there`}
        </Button>
      </Group>
      {problem && (
        <Box mt={6}>
          <ProblemText>{problemWords(problem)}</ProblemText>
        </Box>
      )}
    </form>
  );
}

function problemWords(problem: AddressProblem): string {
  switch (problem) {
    case 'not_an_address':
      return t`An address looks like 192.168.1.20 or front-pc.local, as the hub’s computer shows it.`;
    case 'not_found':
      return t`Nobody answers there. Is the hub’s computer on, on the same network, and sharing switched on?`;
    case 'other_certificate':
      return t`Whoever answers there is not this desk’s hub. Nothing was sent, and nothing was changed.`;
  }
}

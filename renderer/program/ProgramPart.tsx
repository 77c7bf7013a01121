import { t } from '@lingui/core/macro';
import { Button, Group, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { DesktopBridge } from '../../shared/ipc.ts';
import type { ProgramSettings } from '../../shared/program.ts';
import { Part } from '../app/desk/Part.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { desktopProgram } from '../ui/desktop.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { NoKeyring } from './NoKeyring.tsx';
import { restart } from './restart.ts';
import { updateWords } from './update-words.ts';
import { useProgramState } from './useProgramState.ts';

/** The program itself: its version, how it comes to a newer one, and how it begins and stays. */
export function ProgramPart() {
  const program = desktopProgram();
  return (
    <Part title={t`The program`}>
      {program ? (
        <Installed program={program} />
      ) : (
        <div>
          <Version />
          <Text size="sm">{t`In a browser the desk is always as new as its hub.`}</Text>
        </div>
      )}
    </Part>
  );
}

function Version() {
  const version = import.meta.env.VITE_PROGRAM;
  return <Text fw={600}>{t`Dunebook ${version}`}</Text>;
}

function Installed({ program }: { readonly program: DesktopBridge }) {
  const { format } = usePractice();
  const desk = useDesk();
  const state = useProgramState();
  const [problem, setProblem] = useState<string>();
  if (!state) return <Version />;
  const { settings, updates } = state;
  const change = async (some: Partial<ProgramSettings>) => {
    setProblem(undefined);
    await program.setProgram(some).catch(() => setProblem(t`That could not be changed on this computer.`));
  };
  const looks = updates.state !== 'never';
  const busy = updates.state === 'looking' || updates.state === 'loading';
  return (
    <>
      <div>
        <Version />
        <Text size="sm" role="status">
          {updateWords(updates, format.dayTime)}
        </Text>
        {looks && (
          <Group gap="xs" mt="xs">
            {updates.state === 'ready' ? (
              <Button
                variant="default"
                onClick={() => void restart(program, desk.connection.get()).then(setProblem)}
              >
                {t`Restart now`}
              </Button>
            ) : (
              <Button variant="default" loading={busy} onClick={() => void program.checkForUpdates()}>
                {t`Check for updates`}
              </Button>
            )}
          </Group>
        )}
        {problem && <ProblemText>{problem}</ProblemText>}
      </div>
      <Switch
        label={t`Look for newer versions by itself`}
        description={t`Every six hours. What is newer is loaded in the background and installed when Dunebook is closed; it never restarts by itself.`}
        disabled={!looks}
        checked={looks && settings.look_for_updates}
        onChange={(event) => void change({ look_for_updates: event.currentTarget.checked })}
      />
      <Switch
        label={t`Start with the computer`}
        description={
          settings.start_with_computer === undefined
            ? t`Only where Dunebook was installed.`
            : t`As soon as somebody signs in to it. Switch it on where the hub runs on this computer and others depend on it.`
        }
        disabled={settings.start_with_computer === undefined}
        checked={settings.start_with_computer ?? false}
        onChange={(event) => void change({ start_with_computer: event.currentTarget.checked })}
      />
      <Switch
        label={t`Go on in the tray when the window is closed`}
        description={t`The hub stays there for other desks, and notifications go on. The sign beside the computer’s clock opens the window and quits Dunebook; where a system shows none, starting Dunebook again opens it.`}
        checked={settings.close_to_tray}
        onChange={(event) => void change({ close_to_tray: event.currentTarget.checked })}
      />
      <NoKeyring />
    </>
  );
}

import { t } from '@lingui/core/macro';
import { Text, Title } from '@mantine/core';
import {
  IconArmchair,
  IconBuildingStore,
  IconDoor,
  IconHistory,
  IconPackageImport,
} from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import type { Setup } from '../data/index.ts';
import logo from '../icon.svg';
import { followLinks, openedBackup, openedLink } from '../pairing/opened-links.ts';
import { PairingPage } from '../pairing/PairingPage.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { useStore } from '../ui/store.ts';
import { FromExportPage } from './FromExportPage.tsx';
import { setupProblem } from './problem.ts';
import { RestorePage } from './RestorePage.tsx';
import classes from './setup.module.css';
import { Wizard } from './Wizard.tsx';
import { welcome } from './welcome.ts';

interface FirstRunProps {
  readonly setup: Setup;
  readonly pair: (invitation: string, name?: string) => Promise<Refusal | undefined>;
}

/** The hub has no practice yet: five ways to one. */
export function FirstRun({ setup, pair }: FirstRunProps) {
  const [way, setWay] = useState<'choose' | 'set-up' | 'join' | 'restore' | 'import'>('choose');
  const [filling, setFilling] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const joins = useStore(openedLink, (link) => link !== undefined && 'join' in link);
  const brings = useStore(openedLink, openedBackup) !== undefined;
  const back = () => setWay('choose');
  useEffect(followLinks, []);
  // What somebody is filling in is finished or left first.
  useEffect(() => {
    if (brings && !filling && (way === 'choose' || way === 'join')) setWay('restore');
  }, [brings, filling, way]);

  const tryDemo = async () => {
    if (filling) return;
    setFilling(true);
    const refused = await setup.tryDemo();
    setFilling(false);
    setRefusal(refused);
    if (!refused) welcome('demo');
  };

  if (way === 'set-up') return <Wizard setup={setup} onBack={back} />;
  if (way === 'restore') return <RestorePage setup={setup} onBack={back} />;
  if (way === 'import') return <FromExportPage setup={setup} onBack={back} />;
  if (way === 'join' || joins) return <PairingPage pair={pair} onBack={back} />;
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <img src={logo} alt="" className={classes.logo} />
        <Title order={1} size="h2">
          {t`Welcome to Dunebook`}
        </Title>
        <Text c="dimmed" mt={4}>
          {t`There is no practice on this computer yet. Everything you enter stays here.`}
        </Text>
        <div className={classes.ways}>
          <Way
            main
            icon={<IconBuildingStore size={32} stroke={1.5} aria-hidden />}
            name={t`Set up my practice`}
            about={t`Name, hours, people and services. It takes about two minutes, and all of it can be changed later.`}
            onChoose={() => setWay('set-up')}
          />
          <Way
            icon={<IconArmchair size={32} stroke={1.5} aria-hidden />}
            name={filling ? t`Preparing the demo practice…` : t`Try the demo practice`}
            about={t`A made-up clinic with two thousand patients, to look around in.`}
            onChoose={() => void tryDemo()}
          />
          <Way
            icon={<IconDoor size={32} stroke={1.5} aria-hidden />}
            name={t`Join a practice`}
            about={t`The practice runs on another computer already, and somebody there gives you a code or a link.`}
            onChoose={() => setWay('join')}
          />
          <Way
            icon={<IconHistory size={32} stroke={1.5} aria-hidden />}
            name={t`Bring back a backup`}
            about={t`From another computer, or from before something happened to this one.`}
            onChoose={() => setWay('restore')}
          />
          <Way
            icon={<IconPackageImport size={32} stroke={1.5} aria-hidden />}
            name={t`From an export`}
            about={t`A complete export of a practice, one zip file. Nobody’s PIN and no key is in it.`}
            onChoose={() => setWay('import')}
          />
        </div>
        {refusal && <ProblemText>{setupProblem(refusal)}</ProblemText>}
      </div>
    </main>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly about: string;
  readonly main?: boolean;
  readonly onChoose: () => void;
}

function Way({ icon, name, about, main, onChoose }: WayProps) {
  return (
    <button type="button" className={classes.way} data-main={main || undefined} onClick={onChoose}>
      {icon}
      <Text component="span" fw={600}>
        {name}
      </Text>
      <Text component="span" size="sm" c="dimmed">
        {about}
      </Text>
    </button>
  );
}

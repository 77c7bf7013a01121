import { t } from '@lingui/core/macro';
import { Button, Code, Text, Title } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { Link } from 'react-router';
import { PageBar } from '../app/PageBar.tsx';
import { BackupCard } from '../backup/BackupCard.tsx';
import { useConnection } from '../data/index.ts';
import { openedBackup, openedLink } from '../pairing/opened-links.ts';
import { usePerson } from '../person/person.tsx';
import { SignInPage } from '../person/SignIn.tsx';
import page from '../ui/page.module.css';
import { useStore } from '../ui/store.ts';
import { Card } from './Card.tsx';
import { DeskList } from './DeskList.tsx';
import classes from './data-page.module.css';
import { ExportCard } from './ExportCard.tsx';
import { PaperCard } from './PaperCard.tsx';
import { PrintCard } from './PrintCard.tsx';
import { SharingCard } from './SharingCard.tsx';

/** What comes in and goes out, where it is kept, and which desks were let in. */
export function DataPage() {
  const { person, signOut } = usePerson();
  const online = useConnection().state === 'online';
  const brings = useStore(openedLink, openedBackup) !== undefined;
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          {t`Data`}
        </Title>
        {person && (
          <Button size="compact-sm" variant="default" onClick={signOut} style={{ flexShrink: 0 }}>
            {t`Sign out`}
          </Button>
        )}
      </PageBar>
      <div className={page.body}>
        <div className={classes.inner}>
          <Card title={t`Bring customers from a file`}>
            <Text size="sm" mb="sm">
              {t`A list from another program, as CSV. You see what would happen before anything changes, and an import can be taken back.`}
            </Text>
            <Button component={Link} to="/customers/import" variant="light">
              {t`Import customers`}
            </Button>
          </Card>
          <PrintCard />
          {person && (
            <>
              <SharingCard />
              <DeskList />
              <BackupCard />
              <ExportCard />
              <PaperCard />
            </>
          )}
          {!person && online && (
            <SignInPage
              title={brings ? t`Put back the backup that was opened` : t`Desks, paper sheets and folders`}
              icon={<IconDeviceDesktop size={36} stroke={1.4} aria-hidden />}
            />
          )}
          {!person && !online && (
            <Text size="sm" c="dimmed">
              {t`Desks and paper sheets are kept by the hub, which can’t be reached right now.`}
            </Text>
          )}
          <Card title={t`Sandbox`}>
            <Text size="sm">
              {t`Beside your practice there is a made-up one, for programs that are being tried out. Keys with _test_ in them see only that; nothing in it is real, and nothing from here is in it. On the hub’s computer, in Dunebook’s folder, this makes such a key:`}{' '}
              <Code>npm run hub -- keys create --mode test</Code>
            </Text>
          </Card>
        </div>
      </div>
    </div>
  );
}

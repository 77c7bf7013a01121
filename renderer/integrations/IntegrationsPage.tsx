import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Text, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link, useLocation, useParams } from 'react-router';
import { PageBar } from '../app/PageBar.tsx';
import { useConnection } from '../data/index.ts';
import { usePerson } from '../person/person.tsx';
import { SignInPage } from '../person/SignIn.tsx';
import page from '../ui/page.module.css';
import { EndpointList } from './EndpointList.tsx';
import { EndpointPage } from './EndpointPage.tsx';
import { FeedList } from './FeedList.tsx';
import { IntegrationsAway } from './IntegrationsAway.tsx';
import classes from './integrations.module.css';
import { KeyList } from './KeyList.tsx';
import { Sections } from './Sections.tsx';

/** Which programs the hub tells what happens, and how well they take it: webhooks, which only the hub has. */
export function IntegrationsPage() {
  const { id } = useParams();
  const { person, signOut } = usePerson();
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">
          {id ? (
            <Link to="/integrations" className={classes.back}>
              <Trans>Integrations</Trans>
            </Link>
          ) : (
            t`Integrations`
          )}
        </Title>
        {person && (
          <div className={classes.person}>
            <Text size="xs" c="dimmed" truncate className={classes.name}>
              {person.name}
            </Text>
            <Button size="compact-sm" variant="default" onClick={signOut} className={classes.signOut}>
              <Trans>Sign out</Trans>
            </Button>
          </div>
        )}
      </PageBar>
      <div className={page.body}>
        <Inside id={id} />
      </div>
    </div>
  );
}

function Inside({ id }: { readonly id: string | undefined }) {
  const { person } = usePerson();
  const { state } = useConnection();
  const { pathname } = useLocation();
  // Who is signed in keeps the dialog that is open while the hub is away for a moment.
  if (person && id) return <EndpointPage key={id} id={id} />;
  if (person)
    return (
      <>
        <Sections />
        {pathname === '/integrations/keys' && <KeyList />}
        {pathname === '/integrations/feeds' && <FeedList />}
        {pathname === '/integrations' && <EndpointList />}
      </>
    );
  return state === 'online' ? (
    <SignInPage
      title={t`Programs that Dunebook tells`}
      icon={<IconPlugConnected size={36} stroke={1.4} aria-hidden />}
    />
  ) : (
    <IntegrationsAway />
  );
}

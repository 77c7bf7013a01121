import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Badge, Button, Group, Stack, Title } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Resource } from '../../shared/resources/resources.ts';
import { useStaff } from '../board/useDay.ts';
import { Message } from '../ui/Message.tsx';
import { AttentionHint } from './AttentionHint.tsx';
import { BlockList } from './BlockList.tsx';
import { ResourceForm } from './ResourceForm.tsx';
import { ResourceState } from './ResourceState.tsx';
import classes from './settings.module.css';

/** One person, room or device, or a new one. */
export function ResourcePage() {
  const { id = 'new' } = useParams();
  const [asked] = useSearchParams();
  const { data } = useStaff();
  if (!data) return null;
  const resource = data.resources.find((each) => each.id === id);
  if (!resource && id !== 'new')
    return (
      <Message
        icon={<IconUsersGroup size={44} stroke={1.4} aria-hidden />}
        title={t`This isn’t there any more`}
        actions={
          <Button component={Link} to="/settings/resources" variant="light">
            <Trans>To all people and rooms</Trans>
          </Button>
        }
      >
        <Trans>Somebody may have removed it, or the address is wrong.</Trans>
      </Message>
    );
  const kind = kindOf(asked.get('kind'));
  return (
    <section className={classes.inner} aria-label={resource?.name ?? newWords(kind)}>
      <div className={classes.head}>
        <div>
          <Link to="/settings/resources" className={classes.back}>
            <Trans>All people and rooms</Trans>
          </Link>
          <Group gap="sm">
            <Title order={2} size="h4">
              {resource?.name ?? newWords(kind)}
            </Title>
            {resource && !resource.online && (
              <Badge variant="default" tt="none">
                <Trans>Offline</Trans>
              </Badge>
            )}
          </Group>
        </div>
      </div>
      <Stack gap="md">
        {resource && <AttentionHint resourceId={resource.id} />}
        <ResourceForm key={id} resource={resource} kind={kind} all={data.resources} />
        {resource && <BlockList kind="time_off" resource={resource} />}
        {resource && <ResourceState resource={resource} />}
      </Stack>
    </section>
  );
}

function kindOf(text: string | null): Resource['kind'] {
  return text === 'room' || text === 'equipment' ? text : 'practitioner';
}

function newWords(kind: Resource['kind']): string {
  if (kind === 'practitioner') return t`New person`;
  return kind === 'room' ? t`New room` : t`New device`;
}

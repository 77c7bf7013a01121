import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Menu, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import * as z from 'zod';
import { roles } from '../../shared/resources/staff.ts';
import { useStaff } from '../board/useDay.ts';
import { NeedsHub } from '../person/NeedsHub.tsx';
import { useHub } from '../person/useHub.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { useLate } from '../ui/useLate.ts';
import { refusalWords } from '../ui/words.ts';
import { Gate } from './Gate.tsx';
import { type Member, member } from './member.ts';
import { NewPin } from './NewPin.tsx';
import { RemoveStaff } from './RemoveStaff.tsx';
import { roleName, roleWords } from './role-words.ts';
import { Section } from './Section.tsx';
import { StaffDialog } from './StaffDialog.tsx';
import classes from './settings.module.css';

/** A practice has fewer than a page holds. */
const members = z.object({ data: z.array(member) });

/** Who works at the practice, and what each may do. */
export function StaffPage() {
  return (
    <Gate title={t`Staff and what they may do`}>
      <StaffList />
    </Gate>
  );
}

type Opened =
  | { readonly kind: 'change'; readonly of: Member | undefined }
  | { readonly kind: 'pin' | 'remove'; readonly of: Member };

function StaffList() {
  const { data, loading, away, refusal, again } = useHub('/v2/staff?limit=100&sort=name', members, 10_000);
  const late = useLate(loading);
  const [opened, setOpened] = useState<Opened>();
  const done = () => {
    setOpened(undefined);
    again();
  };
  const close = () => setOpened(undefined);
  const newest = (of: Member | undefined) => data?.data.find(({ id }) => id === of?.id) ?? of;
  return (
    <section className={classes.inner} aria-label={t`Staff`}>
      <div className={classes.head}>
        <div>
          <Title order={2} size="h4">
            <Trans>Staff</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>Who works here and may sign in. The role says what they may do.</Trans>
          </Text>
        </div>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={data === undefined}
          onClick={() => setOpened({ kind: 'change', of: undefined })}
        >
          <Trans>Add somebody</Trans>
        </Button>
      </div>
      <Stack gap="md">
        {away && (
          <NeedsHub>
            <Trans>Who works here is kept by the hub, which can’t be reached right now.</Trans>
          </NeedsHub>
        )}
        {refusal && <ProblemText>{refusalWords(refusal)}</ProblemText>}
        {late && <Skeleton height={160} aria-label={t`Loading the staff`} />}
        {data && (
          <ul className={classes.list} aria-label={t`Staff`}>
            {data.data.map((each) => (
              <Row key={each.id} member={each} onOpen={setOpened} />
            ))}
            {data.data.length === 0 && (
              <li className={classes.row}>
                <Text c="dimmed">
                  <Trans>Nobody yet. Add yourself first, as the owner.</Trans>
                </Text>
              </li>
            )}
          </ul>
        )}
        <Section title={t`What each role may do`}>
          <table className={classes.table}>
            <tbody>
              {roles.map((role) => (
                <tr key={role}>
                  <th scope="row">{roleName(role)}</th>
                  <td>{roleWords(role)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </Stack>
      {opened?.kind === 'change' && <StaffDialog member={newest(opened.of)} onClose={close} onDone={done} />}
      {opened?.kind === 'pin' && <NewPin member={opened.of} onClose={close} onDone={done} />}
      {opened?.kind === 'remove' && <RemoveStaff member={opened.of} onClose={close} onDone={done} />}
    </section>
  );
}

function Row({ member, onOpen }: { readonly member: Member; readonly onOpen: (opened: Opened) => void }) {
  const { data } = useStaff();
  const column = data?.resources.find(({ id }) => id === member.resource_id)?.name;
  const enters = member.has_pin || member.has_password;
  const about = [
    roleName(member.role),
    column && column !== member.name ? t`is ${column}` : '',
    member.email ?? '',
  ];
  return (
    <li className={classes.row}>
      <span className={classes.grow}>
        <Text component="span" fw={600} truncate display="block">
          {member.name}
        </Text>
        <Text component="span" size="sm" c="dimmed" truncate display="block">
          {about.filter(Boolean).join(' · ')}
        </Text>
      </span>
      <span className={`${classes.figure} ${classes.wideOnly}`}>
        {enters ? signInWords(member) : t`can’t sign in yet`}
      </span>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" size="compact-sm" aria-label={t`What can be done with ${member.name}`}>
            <IconDots size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onOpen({ kind: 'change', of: member })}>
            <Trans>Change…</Trans>
          </Menu.Item>
          <Menu.Item onClick={() => onOpen({ kind: 'pin', of: member })}>
            {member.has_pin ? <Trans>New PIN…</Trans> : <Trans>Give a PIN…</Trans>}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => onOpen({ kind: 'remove', of: member })}>
            <Trans>Remove…</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}

function signInWords({ has_pin, has_password }: Member): string {
  if (has_pin && has_password) return t`PIN and password`;
  return has_pin ? t`PIN` : t`password`;
}

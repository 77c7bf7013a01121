import { plural, t } from '@lingui/core/macro';
import { Badge, Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { skewWords } from '../app/connection-words.ts';
import { usePractice } from '../app/practice.tsx';
import { useDesk } from '../data/index.ts';
import { Dialog } from '../integrations/Dialog.tsx';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { Card } from './Card.tsx';
import classes from './data-page.module.css';
import { InviteShown } from './InviteShown.tsx';
import { type Device, devices, type Invite, invite } from './wire.ts';

/** The computers that were let in: one more by a link, one less when it is lost. */
export function DeskList() {
  const { format } = usePractice();
  const own = useDesk().device();
  const { data, again, refusal } = useHub('/v2/devices?limit=100', devices);
  const { busy, refusal: refused, act } = useDeed();
  const [invitation, setInvitation] = useState<Invite>();
  const [leaving, setLeaving] = useState<Device>();
  const all = data?.data.filter(({ revoked_at, replaced_by }) => !revoked_at && !replaced_by);
  const problem = refused ?? refusal;

  const add = async () => {
    const ask = { method: 'POST', path: '/v2/devices/pairing-codes', body: {} } as const;
    const done = await act(ask, t`There is a code for another desk`);
    if (done) setInvitation(invite.parse(done.body));
  };

  return (
    <Card
      title={t`Desks`}
      action={
        <Button
          size="compact-md"
          leftSection={<IconPlus size={16} aria-hidden />}
          loading={busy}
          onClick={() => void add()}
        >
          {t`Let another desk in`}
        </Button>
      }
    >
      <Text size="sm" c="dimmed">
        {t`Computers and browsers that show this practice. One that is lost or sold is shut out here.`}
      </Text>
      {problem && <ProblemText>{refusalWords(problem)}</ProblemText>}
      <ul className={classes.rows} aria-label={t`Desks`}>
        {all?.map((device) => {
          const since = format.day(device.created_at);
          const skew = skewWords((device.clock_ahead ?? 0) / 60);
          const used = device.last_used_at && format.dayTime(device.last_used_at);
          return (
            <li key={device.id}>
              <span className={classes.grow}>
                <Text component="span" fw={600} display="block" truncate>
                  {device.name}
                </Text>
                <Text component="span" size="xs" c="dimmed" display="block">
                  {used ? t`Let in ${since}, last seen ${used}` : t`Let in ${since}`}
                  {device.program && ` · ${t`version ${device.program}`}`}
                </Text>
              </span>
              {device.waiting !== undefined && device.waiting > 0 && (
                <Badge variant="light" color="yellow">
                  {plural(device.waiting, { one: '# change waiting', other: '# changes waiting' })}
                </Badge>
              )}
              {skew && (
                <Badge variant="light" color="red">
                  {skew}
                </Badge>
              )}
              {device.id === own ? (
                <Text size="sm" c="dimmed">{t`This desk`}</Text>
              ) : (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t`Shut out “${device.name}”`}
                  onClick={() => setLeaving(device)}
                >
                  {t`Shut out`}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {invitation !== undefined && (
        <InviteShown
          invite={invitation}
          onClose={() => {
            setInvitation(undefined);
            again();
          }}
        />
      )}
      {leaving && (
        <ShutOut
          device={leaving}
          onClose={() => {
            setLeaving(undefined);
            again();
          }}
        />
      )}
    </Card>
  );
}

function ShutOut({ device, onClose }: { readonly device: Device; readonly onClose: () => void }) {
  const { busy, refusal, act } = useDeed();
  const { name } = device;
  const shut = async () => {
    if (await act({ method: 'DELETE', path: `/v2/devices/${device.id}` }, t`Desk shut out`)) onClose();
  };
  return (
    <Dialog
      title={t`Shut out “${name}”?`}
      action={t`Shut out`}
      dangerous
      busy={busy}
      refusal={refusal}
      onDo={() => void shut()}
      onClose={onClose}
    >
      <Text size="sm">
        {t`The hub refuses it from now on, and it removes what it keeps of the practice as soon as it hears of that. Changes that it has not sent yet stay there until it is let in again or somebody saves them.`}
      </Text>
    </Dialog>
  );
}

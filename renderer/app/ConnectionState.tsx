import { t } from '@lingui/core/macro';
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useConnection, useDesk } from '../data/index.ts';
import { useElsewhere } from '../ui/desktop.ts';
import classes from './app.module.css';
import { connectionWords, skewWords } from './connection-words.ts';
import { usePanels } from './use-panels.ts';

/** The quiet word on the hub: here, offline with what waits, and whether this computer's clock is wrong. */
export function ConnectionState() {
  const connection = useConnection();
  const desk = useDesk();
  const panels = usePanels();
  const navigate = useNavigate();
  const { short, long, tone } = connectionWords(connection, useElsewhere());
  const skew = skewWords(connection.skewMinutes);
  const letIn = connection.state === 'revoked' || connection.state === 'unpaired';
  return (
    <section className={classes.connection} aria-label={t`Connection`}>
      {skew && (
        <Tooltip
          label={t`This computer’s clock is wrong. Bookings are not affected, but what the board shows as now is.`}
          multiline
          w={240}
        >
          <span className={classes.skew}>
            <IconClockExclamation size={16} aria-hidden /> {skew}
          </span>
        </Tooltip>
      )}
      <Tooltip label={long} multiline w={260} position="bottom-end">
        <UnstyledButton
          className={classes.hub}
          data-tone={tone}
          onClick={() => (panels ? panels.open('waiting') : letIn ? navigate('/pairing') : desk.reconnect())}
        >
          <span className={classes.hubDot} aria-hidden />
          <span role="status">{short}</span>
        </UnstyledButton>
      </Tooltip>
    </section>
  );
}

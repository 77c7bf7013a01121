import { t } from '@lingui/core/macro';
import { Stack, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { PageBar } from '../app/PageBar.tsx';
import { useAttentionCount } from '../app/useAttentionCount.ts';
import { useAttention, useConnection, useDesk, useSignal } from '../data/index.ts';
import { useDisabled } from '../integrations/disabled.tsx';
import { Message } from '../ui/Message.tsx';
import page from '../ui/page.module.css';
import classes from './attention.module.css';
import { BackupItem } from './BackupItem.tsx';
import { useBackupTrouble } from './backups.tsx';
import { DisabledEndpoint } from './DisabledEndpoint.tsx';
import { PaperItem } from './PaperItem.tsx';
import { usePaperTrouble } from './paper.tsx';
import { RefusedIntent } from './RefusedIntent.tsx';
import { RescueItem } from './RescueItem.tsx';
import { UncopiedItem } from './UncopiedItem.tsx';
import { ViolationItem } from './ViolationItem.tsx';
import { useViolations } from './violations.tsx';

/**
 * What the hub could not accept (rule S6), webhooks that were switched off (rule E5), paper sheets that are not written, backups that are
 * not made, a store of this desk that was damaged or is kept once only (rule S1), and bookings that lie where they may not be by now, each
 * with the ways out.
 */
export function AttentionPage() {
  const { intents, dismiss } = useAttention();
  const { rows, settle } = useDisabled();
  const violations = useViolations();
  const paper = usePaperTrouble();
  const backups = useBackupTrouble();
  const rescue = useSignal(useDesk().rescue);
  const { uncopied } = useConnection();
  const count = useAttentionCount();
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">{t`Needs attention`}</Title>
      </PageBar>
      <div className={page.body}>
        {count === 0 ? (
          <Message
            icon={<IconCircleCheck size={44} stroke={1.4} color="var(--desk-good)" aria-hidden />}
            title={t`Nothing needs you`}
          >
            {t`When something that was done here couldn’t be accepted, because somebody else took the time, say, it waits here with the ways out.`}
          </Message>
        ) : (
          <Stack component="ul" gap="sm" className={classes.items} aria-label={t`Needs attention`}>
            {rescue && <RescueItem rescue={rescue} />}
            {uncopied > 0 && <UncopiedItem count={uncopied} />}
            {backups && <BackupItem trouble={backups} />}
            {paper && <PaperItem trouble={paper} />}
            {rows.map((row) => (
              <DisabledEndpoint key={row.endpoint_id} row={row} onSettled={() => settle(row.endpoint_id)} />
            ))}
            {intents.map((intent) => (
              <RefusedIntent key={intent.id} intent={intent} onSettled={() => dismiss(intent.id)} />
            ))}
            {violations.map((violation) => (
              <ViolationItem key={violation.booking.id} violation={violation} />
            ))}
          </Stack>
        )}
      </div>
    </div>
  );
}

import { t } from '@lingui/core/macro';
import { Stack, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { PageBar } from '../app/PageBar.tsx';
import { useAttention } from '../data/index.ts';
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
import { ViolationItem } from './ViolationItem.tsx';
import { useViolations } from './violations.tsx';

/**
 * What the hub could not accept (rule S6), webhooks that were switched off (rule E5), paper sheets that are not written, backups that are
 * not made, and bookings that lie where they may not be by now, each with the ways out.
 */
export function AttentionPage() {
  const { intents, dismiss } = useAttention();
  const { rows, settle } = useDisabled();
  const violations = useViolations();
  const paper = usePaperTrouble();
  const backups = useBackupTrouble();
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">{t`Needs attention`}</Title>
      </PageBar>
      <div className={page.body}>
        {intents.length + rows.length + violations.length === 0 && !paper && !backups ? (
          <Message
            icon={<IconCircleCheck size={44} stroke={1.4} color="var(--desk-good)" aria-hidden />}
            title={t`Nothing needs you`}
          >
            {t`When something that was done here couldn’t be accepted, because somebody else took the time, say, it waits here with the ways out.`}
          </Message>
        ) : (
          <Stack component="ul" gap="sm" className={classes.items} aria-label={t`Needs attention`}>
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

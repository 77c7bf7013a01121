import { t } from '@lingui/core/macro';
import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import type { BackupState } from '../backup/wire.ts';
import { backupProblemWords } from '../backup/words.ts';
import { AttentionItem } from './AttentionItem.tsx';

/** Backups that are not made any more; ends by itself once one is, or nobody wants them. */
export function BackupItem({ trouble }: { readonly trouble: BackupState }) {
  const { format } = usePractice();
  const { problem, last_at: at } = trouble;
  const title = problem ? t`The last backup could not be made` : t`There was no backup for days`;
  return (
    <AttentionItem
      title={title}
      aside={at ? t`the newest is of ${{ when: format.dayTime(at) }}` : t`there is none yet`}
      ways={
        <Button component={Link} to="/data" size="compact-md" variant="default">
          {t`Look at it`}
        </Button>
      }
    >
      <Text size="sm">
        {problem
          ? backupProblemWords(problem)
          : t`Was the hub’s computer off, or its clock wrong? Make one now, on the Data page.`}
      </Text>
    </AttentionItem>
  );
}

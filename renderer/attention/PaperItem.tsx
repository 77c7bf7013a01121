import { t } from '@lingui/core/macro';
import { Button, Code, Text } from '@mantine/core';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import { paperProblemWords } from '../data-page/paper-words.ts';
import { AttentionItem } from './AttentionItem.tsx';
import classes from './attention.module.css';
import type { PaperTrouble } from './paper.tsx';

/** Paper sheets that are not written any more; ends by itself once they are, or nobody wants them. */
export function PaperItem({ trouble }: { readonly trouble: PaperTrouble }) {
  const { format } = usePractice();
  const { problem, folder, written_at: at } = trouble;
  return (
    <AttentionItem
      title={t`The paper sheets are out of date`}
      aside={at && t`all right as of ${{ when: format.dayTime(at) }}`}
      ways={
        <Button component={Link} to="/data" size="compact-md" variant="default">
          {t`Look at it`}
        </Button>
      }
    >
      <Text size="sm">{paperProblemWords(problem)}</Text>
      <Text size="sm" className={classes.folder}>
        {t`The folder on the hub’s computer:`} <Code dir="ltr">{folder}</Code>
      </Text>
    </AttentionItem>
  );
}

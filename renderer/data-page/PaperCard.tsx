import { t } from '@lingui/core/macro';
import { Code, Switch, Text } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import { useDeed } from '../person/useDeed.ts';
import { useHub } from '../person/useHub.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { Card } from './Card.tsx';
import classes from './data-page.module.css';
import { paperProblemWords } from './paper-words.ts';
import { paper } from './wire.ts';

/** Sheets on the hub’s disk for the day when nothing else works, and where everything is. */
export function PaperCard() {
  const { format } = usePractice();
  const { data, again } = useHub('/v2/paper', paper, 10_000);
  const { busy, refusal, act } = useDeed();
  if (!data) return null;
  const { on, folder, data_folder: dataFolder, written_at: at } = data;
  const when = at && format.dayTime(at);
  const change = async (next: boolean) => {
    const said = next ? t`Paper sheets are on` : t`Paper sheets are off`;
    if (await act({ method: 'PUT', path: '/v2/paper', body: { on: next } }, said)) again();
  };
  return (
    <>
      <Card title={t`Paper fallback`}>
        <Text size="sm" mb="sm">
          {t`For the day when no computer works but a printer does: day sheets of the next seven days and a week sheet, as pages and as tables, written anew every five minutes on the hub’s computer. They hold names and phone numbers.`}
        </Text>
        <Switch
          label={t`Keep paper sheets on the hub’s computer`}
          checked={on}
          disabled={busy}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
        {refusal && (
          <ProblemText>
            {refusal.code === 'forbidden' ? t`Only the owner may change this.` : refusalWords(refusal)}
          </ProblemText>
        )}
        {on && (
          <Text size="sm" mt="sm" className={classes.folder}>
            {t`They are in`} <Code dir="ltr">{folder}</Code>
            {when && !data.problem && <> · {t`all right as of ${when}`}</>}
          </Text>
        )}
        {on && data.problem && <ProblemText>{paperProblemWords(data.problem)}</ProblemText>}
      </Card>
      <Card title={t`Where everything is`}>
        <Text size="sm" className={classes.folder}>
          {t`All of the practice is in one folder on the hub’s computer:`} <Code dir="ltr">{dataFolder}</Code>
        </Text>
      </Card>
    </>
  );
}

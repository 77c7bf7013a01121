import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { PrintMenu } from '../print/PrintMenu.tsx';
import { Card } from './Card.tsx';

/** Today and the week on paper. */
export function PrintCard() {
  const { format } = usePractice();
  const today = localDate(format.zone, useNow(60_000));
  return (
    <Card title={t`Print`} action={<PrintMenu date={today} />}>
      <Text size="sm">
        {t`Day and week sheets, one page for each person. They print offline, too, from what this desk keeps.`}
      </Text>
    </Card>
  );
}

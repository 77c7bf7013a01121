import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { Format } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import classes from './integrations.module.css';
import type { Counters } from './wire.ts';
import { tookWords } from './words.ts';

/** How well an endpoint takes what it is sent, in four figures. */
export function CounterTiles({ counters }: { readonly counters: Counters | undefined }) {
  const { format } = usePractice();
  const rate = counters?.success_rate;
  const p95 = counters?.latency_ms?.p95;
  const count = (n: number | undefined) => (n === undefined ? '–' : format.number(n));
  const tiles = [
    { name: t`Received`, value: rate == null ? '–' : format.percent(rate), note: ofWords(counters, format) },
    {
      name: t`Answers within`,
      value: p95 === undefined ? '–' : tookWords(p95, format),
      note: 'in 95 of 100 cases',
    },
    { name: t`Waiting`, value: count(counters?.pending), note: t`for a first or next try` },
    { name: t`Not received`, value: count(counters?.failed), note: t`and not tried any more` },
  ];
  return (
    <dl className={classes.counters} aria-label={t`Figures`}>
      {tiles.map(({ name, value, note }) => (
        <div key={name} className={classes.counter}>
          <Text component="dt" size="xs" c="dimmed">
            {name}
          </Text>
          <dd>{value}</dd>
          <Text component="dd" size="xs" c="dimmed" fw={400} fz="xs">
            {note}
          </Text>
        </div>
      ))}
    </dl>
  );
}

function ofWords(counters: Counters | undefined, format: Format): string {
  const over = (counters?.succeeded ?? 0) + (counters?.failed ?? 0);
  if (over === 0 && (counters?.pending ?? 0) > 0) return t`still being tried`;
  return over === 0 ? t`nothing sent yet` : t`of the newest ${{ count: format.number(over) }}`;
}

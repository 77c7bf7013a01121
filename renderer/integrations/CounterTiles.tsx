import { Text } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import classes from './integrations.module.css';
import type { Counters } from './wire.ts';
import { tookWords } from './words.ts';

/** How well an endpoint takes what it is sent, in four figures. */
export function CounterTiles({ counters }: { readonly counters: Counters | undefined }) {
  const { format } = usePractice();
  const number = new Intl.NumberFormat(format.locale);
  const percent = new Intl.NumberFormat(format.locale, { style: 'percent', maximumFractionDigits: 1 });
  const rate = counters?.success_rate;
  const p95 = counters?.latency_ms?.p95;
  const count = (n: number | undefined) => (n === undefined ? '–' : number.format(n));
  const tiles = [
    { name: 'Received', value: rate == null ? '–' : percent.format(rate), note: ofWords(counters, number) },
    {
      name: 'Answers within',
      value: p95 === undefined ? '–' : tookWords(p95, format.locale),
      note: 'in 95 of 100 cases',
    },
    { name: 'Waiting', value: count(counters?.pending), note: 'for a first or next try' },
    { name: 'Not received', value: count(counters?.failed), note: 'and not tried any more' },
  ];
  return (
    <dl className={classes.counters} aria-label="Figures">
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

function ofWords(counters: Counters | undefined, number: Intl.NumberFormat): string {
  const over = (counters?.succeeded ?? 0) + (counters?.failed ?? 0);
  if (over === 0 && (counters?.pending ?? 0) > 0) return 'still being tried';
  return over === 0 ? 'nothing sent yet' : `of the newest ${number.format(over)}`;
}

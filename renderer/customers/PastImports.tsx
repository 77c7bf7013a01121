import { plural, t } from '@lingui/core/macro';
import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { usePractice } from '../app/practice.tsx';
import classes from './customers.module.css';
import { importWords } from './import-words.ts';
import { useHubPages } from './useHubPages.ts';
import { importState } from './wire.ts';

/** Imports of before; what one of them made can still be taken back. */
export function PastImports() {
  const { format } = usePractice();
  const { rows } = useHubPages('/v2/imports?limit=5', importState);
  if (rows.length === 0) return null;
  return (
    <section className={classes.card} aria-label={t`Imports so far`} style={{ marginBlockStart: 20 }}>
      <Title order={3} size="h5" mb={4}>{t`Imports so far`}</Title>
      <ul className={classes.plain}>
        {rows.map(({ id, created_at, status, total }) => (
          <li key={id}>
            <Link to={`/customers/import/${id}`} className={classes.visit}>
              <span className={classes.grow}>
                <Text size="sm" component="strong" display="block">
                  {format.date(created_at)}, {format.time(created_at)}
                </Text>
                <Text size="xs" c="dimmed" component="span" display="block">
                  {plural(total, { one: '# row', other: '# rows' })} · {importWords(status)}
                </Text>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { t } from '@lingui/core/macro';
import { Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { ListedPerson } from '../data/index.ts';
import classes from './customers.module.css';

/** Who has the same phone number: a family, mostly. */
export function FamilyCard({ people }: { readonly people: readonly ListedPerson[] }) {
  return (
    <section className={classes.card} aria-label={t`Same phone number`}>
      <Title order={3} size="h5" mb={4}>{t`Same phone number`}</Title>
      <ul className={classes.plain}>
        {people.map(({ id, name, email }) => (
          <li key={id}>
            <Link to={`/customers/${id}`} className={classes.visit}>
              <span className={classes.grow}>
                <Text size="sm" component="strong" display="block">
                  {name}
                </Text>
                {email && (
                  <Text size="xs" c="dimmed" component="span" display="block" truncate>
                    {email}
                  </Text>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

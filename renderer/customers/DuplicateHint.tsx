import { t } from '@lingui/core/macro';
import { Button, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Customer } from '../../shared/resources/customers.ts';
import classes from './customers.module.css';
import { useHubPages } from './useHubPages.ts';
import { duplicatePair } from './wire.ts';

/** Says who may be the same person, where that is likely. */
export function DuplicateHint({ customer }: { readonly customer: Customer }) {
  const { rows } = useHubPages(
    `/v2/customers/duplicates?customer_id=${customer.id}&limit=5`,
    duplicatePair,
    customer.version,
  );
  const likely = rows
    .filter(({ certainty }) => certainty === 'likely')
    .flatMap(({ customers }) => customers.filter(({ id }) => id !== customer.id));
  return likely.map(({ id, name, phone, email }) => {
    const reach = phone ?? email;
    return (
      <div key={id} className={classes.hint}>
        <IconUsers size={18} aria-hidden className={classes.soft} />
        <Text size="sm" className={classes.grow}>
          {reach
            ? t`May be the same person as ${name}, ${reach}`
            : t`May be the same person as another ${name}`}
        </Text>
        <Button
          component={Link}
          to={`/customers/${customer.id}/merge/${id}`}
          size="compact-sm"
          variant="light"
        >
          {t`Compare`}
        </Button>
      </div>
    );
  });
}

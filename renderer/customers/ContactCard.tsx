import { t } from '@lingui/core/macro';
import { TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { type Customer, customers } from '../../shared/resources/customers.ts';
import { limitsOf } from '../forms/limits.ts';
import classes from './customers.module.css';
import { EditableField } from './EditableField.tsx';
import { useEdit } from './edit.ts';

interface ContactCardProps {
  readonly customer: Customer;
  /** Tags that others have, to choose from. */
  readonly tags: readonly string[];
}

/** How to reach them and what to know of them; a click on a value changes it. */
export function ContactCard({ customer, tags }: ContactCardProps) {
  const edit = useEdit(customer);
  const [problem, setProblem] = useState<string>();
  return (
    <section className={classes.card} aria-label={t`Contact`}>
      <EditableField
        name={t`Name`}
        value={customer.name}
        empty={t`Add a name`}
        {...limitsOf(customers.create, 'name')}
        onSave={(value) => edit('name', value)}
      />
      <EditableField
        name={t`Phone`}
        type="tel"
        value={customer.phone ?? ''}
        empty={t`Add a phone number`}
        {...limitsOf(customers.create, 'phone')}
        onSave={(value) => edit('phone', value)}
      />
      <EditableField
        name={t`E-mail`}
        type="email"
        value={customer.email ?? ''}
        empty={t`Add an e-mail address`}
        {...limitsOf(customers.create, 'email')}
        onSave={(value) => edit('email', value)}
      />
      <EditableField
        name={t`Language`}
        value={customer.language ?? ''}
        empty={t`Add a language, such as en`}
        onSave={(value) => edit('language', value)}
      />
      <EditableField
        name={t`Alert`}
        value={customer.alert ?? ''}
        empty={t`Add a warning for every card`}
        {...limitsOf(customers.create, 'alert')}
        onSave={(value) => edit('alert', value)}
      />
      <EditableField
        name={t`Notes`}
        long
        value={customer.notes ?? ''}
        empty={t`Add notes for the staff`}
        {...limitsOf(customers.create, 'notes')}
        onSave={(value) => edit('notes', value)}
      />
      <div className={classes.field}>
        <Text component="span" className={classes.name}>
          {t`Tags`}
        </Text>
        <TagsInput
          size="xs"
          aria-label={t`Tags`}
          placeholder={customer.tags.length === 0 ? t`Add a tag` : ''}
          data={[...tags]}
          value={[...customer.tags]}
          maxTags={20}
          maxLength={40}
          clearable={false}
          classNames={{ inputField: classes.tag }}
          error={problem}
          onChange={async (next) => setProblem(await edit('tags', next))}
        />
      </div>
    </section>
  );
}

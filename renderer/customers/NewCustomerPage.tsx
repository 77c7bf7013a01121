import { t } from '@lingui/core/macro';
import { Anchor, Group, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { normalisePhone } from '../../shared/commands/customers/phone.ts';
import { samePerson } from '../../shared/commands/customers/same-person.ts';
import { isRefusal } from '../../shared/errors.ts';
import { customers } from '../../shared/resources/customers.ts';
import { usePractice } from '../app/practice.tsx';
import { newCustomerFrom } from '../booking/NewCustomerFields.tsx';
import { useCustomerSearch, useDesk } from '../data/index.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { textOf } from '../forms/inputs.ts';
import { LeaveGuard } from '../forms/leave.tsx';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { BackToList } from './BackToList.tsx';
import classes from './customers.module.css';

interface Values extends Record<string, string> {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly alert: string;
  readonly notes: string;
}

/** Adds somebody; who is there already under this name or number is shown while typing. */
export function NewCustomerPage() {
  const desk = useDesk();
  const { act } = useUndo();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [id] = useState(() => desk.context().id('cust'));
  const form = useSchemaForm<Values>({
    schema: customers.create,
    values: { ...newCustomerFrom(params.get('typed') ?? ''), alert: '', notes: '' },
    toArgs: (values) => ({
      name: values.name.trim(),
      phone: textOf(values.phone),
      email: textOf(values.email),
      alert: textOf(values.alert),
      notes: textOf(values.notes),
    }),
    save: (args) =>
      act({
        name: 'customers.create',
        id,
        args: { id, ...args },
        said: t`Added ${{ name: String(args.name) }}`,
        // Whoever was made a moment ago has nothing that could be kept.
        reversal: { undo: [{ name: 'customers.delete', args: { id } }], redo: [] },
      }),
    onSaved: () => navigate(`/customers/${id}`),
  });
  const known = useKnown(form.form.values);

  return (
    <div className={classes.inner}>
      <Group gap="xs" mb="md" wrap="nowrap">
        <BackToList />
        <Title order={2} size="h3">{t`New customer`}</Title>
      </Group>
      <div className={classes.form}>
        <LeaveGuard unsaved={form.unsaved} />
        <FormFrame
          form={form}
          label={t`New customer`}
          action={t`Add`}
          onCancel={() => void navigate('/customers')}
        >
          <TextInput label={t`Name`} autoFocus {...form.field('name')} />
          <Group grow align="flex-start">
            <TextInput label={t`Phone`} type="tel" {...form.field('phone')} />
            <TextInput label={t`E-mail`} type="email" {...form.field('email')} />
          </Group>
          {known.length > 0 && (
            <div className={classes.hint}>
              <Text size="sm" component="div">
                {t`Already here:`}{' '}
                {known.map(({ id: theirs, name, phone, email }) => (
                  <Anchor key={theirs} component={Link} to={`/customers/${theirs}`} size="sm" me="sm">
                    {[name, phone ?? email].filter(Boolean).join(', ')}
                  </Anchor>
                ))}
              </Text>
            </div>
          )}
          <TextInput
            label={t`Alert`}
            description={t`A short warning that shows on every card, such as an allergy`}
            {...form.field('alert')}
          />
          <Textarea
            label={t`Notes`}
            description={t`For the staff only`}
            autosize
            minRows={2}
            maxRows={8}
            {...form.field('notes')}
          />
        </FormFrame>
      </div>
    </div>
  );
}

/** Those who are probably the one that is typed in. */
function useKnown({ name, phone: typedPhone, email }: Values) {
  const { country } = usePractice().practice;
  const normal = normalisePhone(typedPhone, country);
  const phone = isRefusal(normal) ? '' : (normal.phone ?? '');
  const { data: byName = [] } = useCustomerSearch(name.trim(), 20);
  const { data: byPhone = [] } = useCustomerSearch(phone, 20);
  const { data: byEmail = [] } = useCustomerSearch(email.trim(), 20);
  const found = [...byName, ...byPhone, ...byEmail];
  const typed = { name: name.trim(), ...(phone && { phone }), ...(email.trim() && { email }) };
  const same = typed.name === '' ? [] : found.filter((one) => samePerson(one, typed));
  return [...new Map(same.map((one) => [one.id, one])).values()].slice(0, 3);
}

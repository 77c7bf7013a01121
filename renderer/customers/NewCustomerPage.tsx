import { t } from '@lingui/core/macro';
import { ActionIcon, Anchor, Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { normalisePhone } from '../../shared/commands/customers/phone.ts';
import { samePerson } from '../../shared/commands/customers/same-person.ts';
import { isRefusal } from '../../shared/errors.ts';
import { usePractice } from '../app/practice.tsx';
import { newCustomerFrom } from '../booking/NewCustomerFields.tsx';
import { useCustomerSearch, useDesk } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './customers.module.css';
import { problemOf } from './edit.ts';

type Field = 'name' | 'phone' | 'email' | 'alert' | 'notes';

/** Adds somebody; who is there already under this name or number is shown while typing. */
export function NewCustomerPage() {
  const desk = useDesk();
  const { act } = useUndo();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [values, setValues] = useState<Readonly<Record<Field, string>>>(() => ({
    ...newCustomerFrom(params.get('typed') ?? ''),
    alert: '',
    notes: '',
  }));
  const [problems, setProblems] = useState<Partial<Record<Field, string>>>({});
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const known = useKnown(values);

  const put = (field: Field, value: string) => {
    setValues({ ...values, [field]: value });
    setProblems({ ...problems, [field]: undefined });
  };
  const send = async () => {
    if (busy) return;
    const filled = Object.fromEntries(
      Object.entries(values).flatMap(([field, value]) => (value.trim() ? [[field, value.trim()]] : [])),
    );
    const wrong = {
      name: problemOf('name', filled.name ?? ''),
      ...(filled.email && { email: problemOf('email', filled.email) }),
    };
    setProblems(wrong);
    if (Object.values(wrong).some(Boolean)) return;
    setBusy(true);
    const id = desk.context().id('cust');
    const refusal = await act({
      name: 'customers.create',
      id,
      args: { id, ...filled },
      said: t`Added ${filled.name ?? ''}`,
      // Whoever was made a moment ago has nothing that could be kept.
      reversal: { undo: [{ name: 'customers.delete', args: { id } }], redo: [] },
    });
    setBusy(false);
    setRefused(refusal && refusalWords(refusal));
    if (!refusal) navigate(`/customers/${id}`);
  };
  const field = (name: Field) => ({
    value: values[name],
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) => put(name, event.currentTarget.value),
  });

  return (
    <div className={classes.inner}>
      <Group gap="xs" mb="md" wrap="nowrap">
        <ActionIcon
          component={Link}
          to="/customers"
          variant="subtle"
          color="gray"
          aria-label={t`Back to the list`}
          className={classes.back}
        >
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <Title order={2} size="h3">{t`New customer`}</Title>
      </Group>
      <form
        aria-label={t`New customer`}
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <TextInput label={t`Name`} required autoFocus maxLength={200} {...field('name')} />
          <Group grow align="flex-start">
            <TextInput label={t`Phone`} type="tel" maxLength={40} {...field('phone')} />
            <TextInput label={t`E-mail`} type="email" maxLength={254} {...field('email')} />
          </Group>
          {known.length > 0 && (
            <div className={classes.hint}>
              <Text size="sm" component="div">
                {t`Already here:`}{' '}
                {known.map(({ id, name, phone, email }) => (
                  <Anchor key={id} component={Link} to={`/customers/${id}`} size="sm" me="sm">
                    {[name, phone ?? email].filter(Boolean).join(', ')}
                  </Anchor>
                ))}
              </Text>
            </div>
          )}
          <TextInput
            label={t`Alert`}
            description={t`A short warning that shows on every card, such as an allergy`}
            maxLength={200}
            {...field('alert')}
          />
          <Textarea
            label={t`Notes`}
            description={t`For the staff only`}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={5000}
            {...field('notes')}
          />
          {refused && <ProblemText>{refused}</ProblemText>}
          <Group justify="flex-end">
            <Button component={Link} to="/customers" variant="subtle" color="gray">
              {t`Cancel`}
            </Button>
            <Button type="submit" loading={busy}>
              {t`Add`}
            </Button>
          </Group>
        </Stack>
      </form>
    </div>
  );
}

/** Those who are probably the one that is typed in. */
function useKnown({ name, phone: typedPhone, email }: Readonly<Record<Field, string>>) {
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

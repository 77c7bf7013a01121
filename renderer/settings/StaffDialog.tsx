import { t } from '@lingui/core/macro';
import { Modal, Select, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import * as z from 'zod';
import { type Role, roles, staff } from '../../shared/resources/staff.ts';
import { useStaff } from '../board/useDay.ts';
import type { Args } from '../forms/changed.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { textOf } from '../forms/inputs.ts';
import { useGuardedClose } from '../forms/leave.tsx';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import type { Member } from './member.ts';
import { PinShown } from './PinShown.tsx';
import { roleName, roleWords } from './role-words.ts';
import { staffWords } from './staff-refusals.ts';
import { useHubSave } from './useHubSave.tsx';

interface StaffDialogProps {
  /** Who is changed; absent: somebody new. */
  readonly member: Member | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface StaffValues extends Record<string, unknown> {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly resource_id: string;
  readonly enters: boolean;
}

const made = z.object({ id: z.string() });
const withPin = z.object({ pin: z.string() });

/** Adding again would be refused, the person being there: the way on is in the list. */
function withoutPin(name: string, onDone: () => void): void {
  notifications.show({
    color: 'red',
    message: t`${name} was added, but has no PIN yet. Choose “Give a PIN…” in the list.`,
    autoClose: false,
    closeButtonProps: { 'aria-label': t`Close` },
  });
  onDone();
}

/** Adds somebody who works here, with a PIN that is shown once, or changes them. */
export function StaffDialog({ member, onClose, onDone }: StaffDialogProps) {
  const { data } = useStaff();
  const save = useHubSave();
  const [pin, setPin] = useState<string>();
  const form = useSchemaForm<StaffValues>({
    schema: staff.create,
    values: member
      ? valuesOf(member)
      : { name: '', email: '', role: 'front_desk', resource_id: '', enters: true },
    version: member?.version,
    toArgs: argsOf,
    shown: (field, value) => {
      if (field === 'role') return roleName(staff.create.shape.role.parse(value));
      return field === 'resource_id' ? data?.resources.find(({ id }) => id === value)?.name : undefined;
    },
    also: ({ enters, email }): Record<string, string> =>
      !member && enters && !email.trim() ? { email: t`Needed to sign in.` } : {},
    async save(args, changed, { enters }, ifVersion) {
      if (member) {
        const before = argsOf(valuesOf(member));
        const back = Object.fromEntries(Object.keys(changed).map((field) => [field, before[field] ?? null]));
        const patch = (body: Args) => ({ method: 'PATCH' as const, path: `/v2/staff/${member.id}`, body });
        return (await save({ ...patch(changed), ifVersion }, t`Saved ${String(args.name)}`, patch(back)))
          .refusal;
      }
      const added = await save(
        { method: 'POST', path: '/v2/staff', body: args },
        t`Added ${String(args.name)}`,
      );
      if (added.refusal) return added.refusal;
      if (!enters) return undefined;
      const { id } = made.parse(added.body);
      const given = await save(
        { method: 'POST', path: `/v2/staff/${id}/reset-pin`, body: {} },
        t`Made a PIN for ${String(args.name)}`,
      );
      if (!given.refusal) setPin(withPin.parse(given.body).pin);
      else withoutPin(String(args.name), onDone);
      return undefined;
    },
    blame: ({ code }) =>
      code === 'id_taken' ? { email: t`Somebody else signs in with this address.` } : undefined,
    words: staffWords,
    onSaved: ({ enters }) => {
      if (member || !enters) onDone();
    },
  });
  const { close, question } = useGuardedClose(form.unsaved, onClose);
  const { values, getInputProps } = form.form;
  if (pin !== undefined) return <PinShown name={values.name} pin={pin} onClose={onDone} />;
  const title = member ? t`Change ${member.name}` : t`Add somebody`;
  return (
    <Modal
      opened
      onClose={close}
      title={<Text fw={600}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      {question}
      <FormFrame form={form} label={title} action={member ? t`Save` : t`Add`} onCancel={close}>
        <TextInput label={t`Name`} data-autofocus autoComplete="off" {...form.field('name')} />
        <TextInput
          label={t`E-mail`}
          description={t`To sign in with.`}
          type="email"
          autoComplete="off"
          {...form.field('email')}
        />
        <Select
          label={t`Role`}
          description={roleWords(values.role)}
          allowDeselect={false}
          data={roles.map((role) => ({ value: role, label: roleName(role) }))}
          {...getInputProps('role')}
        />
        <Select
          label={t`Their column on the board`}
          placeholder={t`None`}
          clearable
          clearButtonProps={{ 'aria-label': t`None` }}
          searchable
          data={(data?.resources ?? [])
            .filter(({ kind }) => kind === 'practitioner')
            .map(({ id, name }) => ({ value: id, label: name }))}
          {...getInputProps('resource_id')}
          value={values.resource_id || null}
        />
        {!member && (
          <Switch
            label={t`Give them a PIN to sign in with`}
            description={t`It is made here and shown once.`}
            {...form.field('enters', 'checkbox')}
          />
        )}
      </FormFrame>
    </Modal>
  );
}

function valuesOf({ name, email, role, resource_id }: Member): StaffValues {
  return { name, email: email ?? '', role, resource_id: resource_id ?? '', enters: false };
}

function argsOf({ name, email, role, resource_id }: StaffValues): Args {
  return { name, email: textOf(email), role, resource_id: textOf(resource_id) };
}

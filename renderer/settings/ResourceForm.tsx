import { t } from '@lingui/core/macro';
import { Input, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import { violatedByHours } from '../../shared/commands/schedule/violations.ts';
import { type Resource, resources } from '../../shared/resources/resources.ts';
import { workingHours } from '../../shared/time/hours.ts';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { textOf } from '../forms/inputs.ts';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { ColorChoice } from './ColorChoice.tsx';
import { updateDeed } from './deeds.ts';
import { Exceptions } from './Exceptions.tsx';
import { weekOf } from './hours.ts';
import { LeftBehind } from './LeftBehind.tsx';
import {
  newResource,
  type ResourceValues,
  resourceArgs,
  resourceField,
  valuesOfResource,
} from './resource-values.ts';
import { Section } from './Section.tsx';
import { useAway } from './useAway.ts';
import { WeekEditor } from './WeekEditor.tsx';
import { ZoneSelect } from './ZoneSelect.tsx';

interface ResourceFormProps {
  readonly resource: Resource | undefined;
  /** Of a new one. */
  readonly kind: Resource['kind'];
  readonly all: readonly Resource[];
}

/** What a person, room or device is called, can do, and when it works. */
export function ResourceForm({ resource, kind, all }: ResourceFormProps) {
  const { practice } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const navigate = useNavigate();
  const away = useAway();
  const form = useSchemaForm<ResourceValues>({
    schema: resources.create,
    values: resource ? valuesOfResource(resource) : firstValues(kind, all),
    version: resource?.version,
    toArgs: resourceArgs,
    fieldOf: resourceField,
    save: (args, changed, _values, version) => {
      const name = String(args.name).trim();
      if (resource) {
        const before = resourceArgs(valuesOfResource(resource));
        return act(updateDeed('resources.update', resource.id, changed, before, t`Saved ${name}`, version));
      }
      const id = desk.context().id('res');
      const reversal = { undo: [{ name: 'resources.delete' as const, args: { id } }], redo: [] };
      return act({ name: 'resources.create', id, args: { id, ...args }, said: t`Added ${name}`, reversal });
    },
    onSaved: () => {
      if (!resource) void navigate('/settings/resources');
    },
  });
  const { field } = form;
  const { values, setFieldValue, getInputProps, errors } = form.form;
  const skills = [...new Set(all.flatMap((each) => each.skills))].sort();
  return (
    <FormFrame
      form={form}
      label={resource?.name ?? t`New`}
      action={resource ? t`Save` : t`Add`}
      disabled={away}
    >
      <Section title={t`Who or what it is`} fields>
        <TextInput label={t`Name`} autoFocus={!resource} {...field('name')} />
        <Select
          label={t`Kind`}
          allowDeselect={false}
          data={[
            { value: 'practitioner', label: t`A person` },
            { value: 'room', label: t`A room` },
            { value: 'equipment', label: t`A device` },
          ]}
          {...getInputProps('kind')}
        />
        <TagsInput
          data-whole
          label={t`Skills`}
          description={t`What it can or has; services may ask for it. Enter adds one.`}
          data={skills}
          clearButtonProps={{ 'aria-label': t`Clear` }}
          {...getInputProps('skills')}
        />
        <ColorChoice
          label={t`Colour on the board`}
          value={values.color}
          onChange={(color) => setFieldValue('color', color)}
          error={errors.color}
        />
        <Switch
          label={t`Free time around visits may overlap`}
          description={t`What is kept free after one visit and before the next counts once.`}
          {...field('shared_buffers', 'checkbox')}
        />
      </Section>
      <Section title={t`Working hours`} hint={t`Bookings are offered within them.`}>
        <Stack gap="sm">
          <Switch
            label={t`Only at certain hours`}
            description={t`Rooms and devices mostly need none: they are free whenever the person is.`}
            {...field('limited', 'checkbox')}
          />
          {values.limited && (
            <Input.Wrapper error={errors.week} labelElement="div">
              <WeekEditor week={values.week} onChange={(week) => setFieldValue('week', week)} />
            </Input.Wrapper>
          )}
          {values.limited && (
            <Input.Wrapper error={errors.exceptions} labelElement="div">
              <Exceptions
                exceptions={values.exceptions}
                onChange={(exceptions) => setFieldValue('exceptions', exceptions)}
              />
            </Input.Wrapper>
          )}
          <ZoneSelect
            label={t`Time zone of these hours`}
            placeholder={t`${practice.timezone}, as the practice`}
            clearable
            clearButtonProps={{ 'aria-label': t`As the practice` }}
            maw={360}
            {...getInputProps('timezone')}
          />
        </Stack>
      </Section>
      {resource && form.dirty && <HoursEffect resource={resource} values={values} />}
    </FormFrame>
  );
}

/** How many bookings the hours that are filled in would leave outside them. */
function HoursEffect({ resource, values }: { readonly resource: Resource; readonly values: ResourceValues }) {
  const given = resourceArgs(values).working_hours;
  const hours = given === undefined ? undefined : workingHours.safeParse(given);
  const timezone = textOf(values.timezone);
  const asked = JSON.stringify([given, timezone]);
  const { data } = useLive(
    ['bookings', 'resources', 'practice'],
    async (query, ctx) => {
      if (hours && !hours.success) return 0;
      return (await violatedByHours(query, resource, { timezone, working_hours: hours?.data }, ctx)).length;
    },
    [asked, resource.version],
  );
  return <LeftBehind count={data ?? 0} />;
}

/** A new person begins with the hours of the one before them. */
function firstValues(kind: Resource['kind'], all: readonly Resource[]): ResourceValues {
  const own = all.filter((each) => each.kind === kind);
  const order = Math.min(Math.max(0, ...own.map((each) => each.sort_order)) + 10, 10_000);
  const hours = all.findLast((each) => each.kind === kind && each.working_hours)?.working_hours;
  return newResource(kind, order, hours && weekOf(hours));
}

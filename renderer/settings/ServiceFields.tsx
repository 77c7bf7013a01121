import { t } from '@lingui/core/macro';
import { Autocomplete, Input, NumberInput, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { minorDigits } from '../../shared/money.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import type { SchemaForm } from '../forms/useSchemaForm.ts';
import { Choice, Choices, toggled } from '../ui/Choices.tsx';
import { ColorChoice } from './ColorChoice.tsx';
import { CurrencySelect } from './CurrencySelect.tsx';
import { NeedFields } from './NeedFields.tsx';
import { OverrideFields } from './OverrideFields.tsx';
import { Section } from './Section.tsx';
import { SpanInput } from './SpanInput.tsx';
import type { ServiceValues } from './service-values.ts';
import classes from './settings.module.css';
import { TimeField } from './TimeField.tsx';
import { ZoneSelect } from './ZoneSelect.tsx';

/** Everything about a service, from what everybody fills in to what few need. */
export function ServiceFields({ form }: { readonly form: SchemaForm<ServiceValues> }) {
  const { field } = form;
  const { values, getInputProps, setFieldValue } = form.form;
  const { format } = usePractice();
  const { data } = useStaff();
  const categories = [...new Set((data?.services ?? []).flatMap(({ category }) => category ?? []))].sort();
  const digits = /^[A-Z]{3}$/.test(values.currency) ? minorDigits(values.currency) : 2;
  return (
    <>
      <Section title={t`What it is`} fields>
        <TextInput data-whole label={t`Name`} autoFocus {...field('name')} />
        <Textarea
          data-whole
          label={t`Description`}
          description={t`For people who book by themselves; a sentence or two.`}
          autosize
          minRows={2}
          maxRows={6}
          {...field('description')}
        />
        <Autocomplete label={t`Category`} data={categories} {...field('category')} />
        <ColorChoice
          label={t`Colour on the board`}
          value={values.color}
          onChange={(color) => setFieldValue('color', color)}
          error={form.form.errors.color}
        />
      </Section>
      <Section title={t`Time and price`} fields>
        <NumberInput label={t`Minutes`} step={5} clampBehavior="none" {...field('duration')} />
        <Select
          label={t`Price`}
          allowDeselect={false}
          data={[
            { value: 'flat', label: t`For each visit` },
            { value: 'hourly', label: t`By the hour` },
            { value: 'custom', label: t`By agreement, about` },
            { value: 'none', label: t`No price` },
          ]}
          {...getInputProps('priced')}
        />
        {values.priced !== 'none' && (
          <NumberInput
            label={t`Amount`}
            min={0}
            decimalScale={digits}
            fixedDecimalScale
            thousandSeparator
            clampBehavior="none"
            hideControls
            {...getInputProps('amount')}
          />
        )}
        {values.priced !== 'none' && <CurrencySelect label={t`Currency`} {...getInputProps('currency')} />}
        <NumberInput
          label={t`Kept free before`}
          suffix={t` min`}
          step={5}
          clampBehavior="none"
          {...field('buffer_before')}
        />
        <NumberInput
          label={t`Kept free after`}
          suffix={t` min`}
          step={5}
          clampBehavior="none"
          {...field('buffer_after')}
        />
      </Section>
      <Section
        title={t`Who and what it needs`}
        hint={t`Every visit occupies these at once. Without any, it is one of your people.`}
      >
        <NeedFields form={form} resources={data?.resources ?? []} />
      </Section>
      <Section title={t`Booking it`} fields>
        <Select
          data-whole
          label={t`When nobody is asked for by name`}
          allowDeselect={false}
          data={[
            { value: 'priority', label: t`The first who is free, in the order of the board` },
            { value: 'least_loaded', label: t`Who has the fewest minutes booked that day` },
            { value: 'round_robin', label: t`Who got this service longest ago` },
          ]}
          {...getInputProps('any_staff')}
        />
        <SpanInput
          label={t`Booked online at least ahead`}
          value={values.min_notice}
          onChange={(next) => setFieldValue('min_notice', next)}
          error={form.form.errors.min_notice}
        />
        <SpanInput
          label={t`Booked online at most ahead`}
          placeholder={t`No limit`}
          value={values.max_horizon}
          onChange={(next) => setFieldValue('max_horizon', next)}
          error={form.form.errors.max_horizon}
        />
        <NumberInput
          label={t`A start every`}
          description={t`Counted from the start of the day’s hours.`}
          placeholder={t`15 min, or its length where shorter`}
          suffix={t` min`}
          step={5}
          clampBehavior="none"
          {...field('slot_step')}
        />
        <Switch
          data-whole
          label={t`Somebody confirms each booking`}
          description={t`Until then it is marked as pending.`}
          {...field('requires_confirmation', 'checkbox')}
        />
        <Switch
          data-whole
          label={t`It is taught in classes`}
          description={t`Several people at one time; each class is put on the board and seats are booked.`}
          {...field('taught', 'checkbox')}
        />
        {values.taught && <NumberInput label={t`Seats`} clampBehavior="none" {...field('capacity')} />}
      </Section>
      <Section
        title={t`Only at certain times`}
        hint={t`Otherwise it can be booked whenever its people and rooms work.`}
      >
        <Stack gap="sm">
          <Switch label={t`Only on some days or hours`} {...field('limited', 'checkbox')} />
          {values.limited && (
            <>
              <Input.Wrapper error={form.form.errors.days} labelElement="div">
                <Choices label={t`Days`}>
                  {format.week.map((day) => (
                    <Choice
                      key={day}
                      name={format.weekday(day, 'short')}
                      title={format.weekday(day)}
                      chosen={values.days.includes(day)}
                      onChoose={() => setFieldValue('days', toggled(values.days, day))}
                    />
                  ))}
                </Choices>
              </Input.Wrapper>
              <div className={classes.fields}>
                <TimeField
                  label={t`From`}
                  value={values.from}
                  onChange={(time) => setFieldValue('from', time)}
                  error={form.form.errors.from}
                />
                <TimeField
                  label={t`To`}
                  value={values.to}
                  onChange={(time) => setFieldValue('to', time)}
                  error={form.form.errors.to}
                />
                <ZoneSelect label={t`Time zone`} allowDeselect={false} {...getInputProps('timezone')} />
              </div>
            </>
          )}
        </Stack>
      </Section>
      <Section
        title={t`Different with some people`}
        hint={t`Who takes longer or costs more. What is left empty is as above.`}
      >
        <OverrideFields form={form} resources={data?.resources ?? []} digits={digits} />
      </Section>
    </>
  );
}

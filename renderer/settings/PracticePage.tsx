import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, NumberInput, Select, Switch, TagsInput, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import { violatedByZone } from '../../shared/commands/schedule/violations.ts';
import { type Practice, practice as practiceResource } from '../../shared/resources/practice.ts';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import type { Args } from '../forms/changed.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { numberOf } from '../forms/inputs.ts';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { usePerson } from '../person/person.tsx';
import { refusalWords } from '../ui/words.ts';
import { CurrencySelect } from './CurrencySelect.tsx';
import { countries } from './countries.ts';
import { Gate } from './Gate.tsx';
import { LeftBehind } from './LeftBehind.tsx';
import { Section } from './Section.tsx';
import { SpanInput } from './SpanInput.tsx';
import classes from './settings.module.css';
import { staffWords } from './staff-refusals.ts';
import { useAway } from './useAway.ts';
import { useHubSave } from './useHubSave.tsx';
import { ZoneSelect } from './ZoneSelect.tsx';

interface PracticeValues extends Record<string, unknown> {
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
  readonly currency: string;
  readonly locale: string;
  readonly history_days: number | string;
  readonly event_days: number | string;
  readonly waitlist_offer_minutes: number | string;
  readonly desk_sign_in: boolean;
  readonly desk_lock_minutes: number | string;
  readonly webhook_allowed_hosts: string[];
}

/** The practice itself. */
export function PracticePage() {
  return (
    <Gate title={t`Settings of the practice`}>
      <section className={classes.inner} aria-label={t`Practice`}>
        <div className={classes.head}>
          <Title order={2} size="h4">
            <Trans>Practice</Trans>
          </Title>
        </div>
        <PracticeForm />
      </section>
    </Gate>
  );
}

function PracticeForm() {
  const { practice, format } = usePractice();
  const { person } = usePerson();
  const away = useAway();
  const save = useHubSave();
  const form = useSchemaForm<PracticeValues>({
    schema: practiceResource.create,
    values: valuesOf(practice),
    version: practice.version,
    toArgs: argsOf,
    fieldOf: (path) => path.split('.')[0] ?? path,
    async save(_args, changed, _values, ifVersion) {
      const before = argsOf(valuesOf(practice));
      const back = Object.fromEntries(Object.keys(changed).map((field) => [field, before[field] ?? null]));
      const patch = (body: Args) => ({ method: 'PATCH' as const, path: '/v2/tenant', body });
      return (await save({ ...patch(changed), ifVersion }, t`Saved the practice`, patch(back))).refusal;
    },
    words: (refusal) => {
      if (refusal.code === 'forbidden') return t`Only an owner may change the practice.`;
      return refusal.code === 'outside_policy' ? refusalWords(refusal) : staffWords(refusal);
    },
  });
  const { values, getInputProps, setFieldValue, errors } = form.form;
  const regions = useMemo(() => {
    const names = new Intl.DisplayNames(format.locale, { type: 'region' });
    return countries.map((code) => ({ value: code, label: names.of(code) ?? code }));
  }, [format.locale]);
  const languages = useMemo(() => {
    const names = new Intl.DisplayNames(format.locale, { type: 'language' });
    const tags = locales.includes(practice.locale) ? locales : [practice.locale, ...locales];
    return tags.map((tag) => ({ value: tag, label: names.of(tag) ?? tag }));
  }, [format.locale, practice.locale]);
  const moved = values.timezone !== practice.timezone;
  return (
    <FormFrame
      form={form}
      label={t`Practice`}
      disabled={away ?? (person?.role === 'manager' ? t`Only an owner may change the practice.` : undefined)}
    >
      <Section title={t`The practice`} fields>
        <TextInput data-whole label={t`Name`} {...form.field('name')} />
        <Select
          label={t`Country`}
          description={t`Phone numbers without a prefix belong to it.`}
          searchable
          allowDeselect={false}
          data={regions}
          {...getInputProps('country')}
        />
        <Select
          label={t`Dates and numbers`}
          description={t`How they are written. The words have a setting of their own at each desk.`}
          searchable
          allowDeselect={false}
          data={languages}
          {...getInputProps('locale')}
        />
        <CurrencySelect
          label={t`Currency`}
          description={t`Of new prices; those there are stay as they are.`}
          {...getInputProps('currency')}
        />
        <ZoneSelect
          label={t`Time zone`}
          description={t`On whose clocks the practice works.`}
          allowDeselect={false}
          {...getInputProps('timezone')}
        />
        {moved && (
          <Alert
            data-whole
            variant="outline"
            color="var(--desk-warn)"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t`Another time zone moves working hours`}
          >
            <Trans>
              Bookings stay at their instant, so clocks show another time for them. Working hours stay at
              their time of day, and so move against the bookings.
            </Trans>
            <ZoneEffect before={practice.timezone} after={values.timezone} />
          </Alert>
        )}
      </Section>
      <Section title={t`What is kept`} fields>
        <NumberInput
          label={t`Past bookings at each desk`}
          description={t`Older ones are asked from the hub.`}
          suffix={t` days`}
          clampBehavior="none"
          {...form.field('history_days')}
        />
        <NumberInput
          label={t`News for other programs`}
          description={t`So long they can be read or sent again.`}
          suffix={t` days`}
          clampBehavior="none"
          {...form.field('event_days')}
        />
      </Section>
      <Section title={t`People at the desks`} fields>
        <Switch
          data-whole
          label={t`Everybody signs in at the desks`}
          description={t`Nothing is shown or done at a desk before somebody has given their PIN. Give everybody one under Staff first.`}
          {...form.field('desk_sign_in', 'checkbox')}
        />
        <NumberInput
          label={t`A desk asks for the PIN again after`}
          description={t`So long without a key or a click. It concerns desks at which somebody has signed in.`}
          suffix={t` minutes`}
          clampBehavior="none"
          {...form.field('desk_lock_minutes')}
        />
      </Section>
      <Section title={t`Waitlist and other programs`} fields>
        <SpanInput
          label={t`Time that became free is held for who is next`}
          description={t`0: staff offer it themselves.`}
          value={values.waitlist_offer_minutes}
          onChange={(next) => setFieldValue('waitlist_offer_minutes', next)}
          error={errors.waitlist_offer_minutes}
        />
        <TagsInput
          data-whole
          label={t`Programs in this network that webhooks may reach`}
          description={t`Host and port, such as 192.168.1.20:9000. Enter adds one.`}
          clearButtonProps={{ 'aria-label': t`Clear` }}
          {...getInputProps('webhook_allowed_hosts')}
        />
      </Section>
    </FormFrame>
  );
}

/** How many bookings another zone would leave outside working hours. */
function ZoneEffect({ before, after }: { readonly before: string; readonly after: string }) {
  const { data } = useLive(
    ['bookings', 'resources', 'practice'],
    async (query, ctx) => (await violatedByZone(query, before, after, ctx)).length,
    [before, after],
  );
  return <LeftBehind count={data ?? 0} />;
}

const locales = (
  'en en-US en-GB en-AU en-CA en-IE en-IN en-NZ en-ZA de de-AT de-CH es es-MX es-AR es-CO fr fr-BE fr-CA fr-CH ar ar-AE ' +
  'ar-EG ar-SA cs da el fi he hi hu id it ja ko nb nl nl-BE pl pt pt-BR ro ru sv th tr uk vi zh'
).split(' ');

function valuesOf(practice: Practice): PracticeValues {
  const { name, country, timezone, currency, locale } = practice;
  const { history_days, event_days, waitlist_offer_minutes, webhook_allowed_hosts = [] } = practice;
  const { desk_sign_in, desk_lock_minutes } = practice;
  return {
    name,
    country,
    timezone,
    currency,
    locale,
    history_days,
    event_days,
    waitlist_offer_minutes,
    desk_sign_in,
    desk_lock_minutes,
    webhook_allowed_hosts: [...webhook_allowed_hosts],
  };
}

function argsOf(values: PracticeValues): Args {
  const {
    history_days,
    event_days,
    waitlist_offer_minutes,
    desk_lock_minutes,
    webhook_allowed_hosts,
    ...rest
  } = values;
  return {
    ...rest,
    history_days: numberOf(history_days) ?? '',
    event_days: numberOf(event_days) ?? '',
    desk_lock_minutes: numberOf(desk_lock_minutes) ?? '',
    waitlist_offer_minutes: numberOf(waitlist_offer_minutes) ?? '',
    webhook_allowed_hosts: webhook_allowed_hosts.length > 0 ? webhook_allowed_hosts : undefined,
  };
}

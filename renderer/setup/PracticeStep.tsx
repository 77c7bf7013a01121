import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Anchor, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { countries } from '../../shared/setup/countries.ts';
import { withCountry } from './answers.ts';
import classes from './setup.module.css';
import type { StepProps } from './Wizard.tsx';

/** The name, and the country, from which zone, currency and the way dates are written follow. */
export function PracticeStep({ draft, set, problems }: StepProps) {
  const [open, setOpen] = useState(false);
  const names = useMemo(countryChoices, []);
  const zones = useMemo(() => withOwn(Intl.supportedValuesOf('timeZone'), draft.timezone), [draft.timezone]);
  const currencies = useMemo(currencyChoices, []);
  const { timezone, currency, locale } = draft;
  const example = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(2026, 11, 24, 14, 30),
  );
  const chooseCountry = (code: string | null) => {
    const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (code) set(withCountry(draft, code, ownZone, navigator.languages));
  };

  return (
    <Stack gap="md" mt="sm">
      <TextInput
        label={t`Name of the practice`}
        description={t`As customers know it`}
        value={draft.name}
        maxLength={200}
        autoFocus
        autoComplete="organization"
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={problems.name}
      />
      <Select
        label={t`Country`}
        data={names}
        value={draft.country}
        onChange={chooseCountry}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t`There is nothing like that`}
        maxDropdownHeight={260}
      />
      {!open && (
        <Text size="sm" c="dimmed">
          {t`Times of ${timezone}, prices in ${currency}, dates written ${example}.`}{' '}
          <Anchor component="button" type="button" size="sm" onClick={() => setOpen(true)}>
            {t`Change`}
          </Anchor>
        </Text>
      )}
      {open && (
        <div className={classes.two}>
          <Select
            label={t`Time zone`}
            data={zones}
            value={timezone}
            onChange={(value) => value && set({ timezone: value })}
            searchable
            allowDeselect={false}
            limit={100}
          />
          <Select
            label={t`Currency`}
            data={currencies}
            value={currency}
            onChange={(value) => value && set({ currency: value })}
            searchable
            allowDeselect={false}
            limit={200}
          />
          <Select
            label={t`Dates and numbers are written as in`}
            data={localeChoices(locale)}
            value={locale}
            onChange={(value) => value && set({ locale: value })}
            searchable
            allowDeselect={false}
          />
        </div>
      )}
    </Stack>
  );
}

function countryChoices() {
  const names = new Intl.DisplayNames([i18n.locale], { type: 'region' });
  return countries
    .map(({ code }) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale));
}

function currencyChoices() {
  const names = new Intl.DisplayNames([i18n.locale], { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({
    value: code,
    label: `${code} · ${names.of(code) ?? code}`,
  }));
}

function localeChoices(own: string) {
  const names = new Intl.DisplayNames([i18n.locale], { type: 'language' });
  const all = withOwn([...new Set([...countries.map(({ locale }) => locale), ...navigator.languages])], own);
  return all
    .filter((locale) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale))
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, i18n.locale));
}

/** Browsers know some zones by an older name than the one that is set. */
function withOwn(all: readonly string[], own: string): string[] {
  return all.includes(own) ? [...all] : [own, ...all];
}

import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import {
  Button,
  Group,
  Input,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Title,
  useMantineColorScheme,
} from '@mantine/core';
import { useState } from 'react';
import { isSameZone } from '../../../shared/time/zones.ts';
import { useLanguage } from '../../language/LanguageProvider.tsx';
import { isLanguage, languages } from '../../language/languages.ts';
import { ProgramPart } from '../../program/ProgramPart.tsx';
import { ProblemText } from '../../ui/ProblemText.tsx';
import page from '../../ui/page.module.css';
import { schemes } from '../Appearance.tsx';
import { useNow } from '../clock.tsx';
import { PageBar } from '../PageBar.tsx';
import { usePractice } from '../practice.tsx';
import { type Preferences, usePreferences } from '../preferences.ts';
import { playSound } from '../sound.ts';
import { usePanels } from '../use-panels.ts';
import classes from './desk.module.css';
import { Part } from './Part.tsx';

const clocks = [
  { value: 'auto', words: msg`Like the practice` },
  { value: '12', words: msg`1:30 pm` },
  { value: '24', words: msg`13:30` },
] as const;

const weekStarts = [
  { value: 'auto', words: msg`As usual in the practice’s country` },
  { value: 'monday', words: msg`Monday` },
  { value: 'sunday', words: msg`Sunday` },
  { value: 'saturday', words: msg`Saturday` },
] as const;

/** What is chosen for this computer alone. */
export function DeskPage() {
  const { _ } = useLingui();
  const panels = usePanels();
  const { wish, choose } = useLanguage();
  const [chosen, change] = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const set = <Key extends keyof Preferences>(key: Key, value: Preferences[Key]) => change({ [key]: value });
  return (
    <div className={page.page}>
      <PageBar>
        <Title order={1} size="h4">{t`This desk`}</Title>
      </PageBar>
      <div className={page.body}>
        <div className={classes.page}>
          <Text c="dimmed" size="sm">
            {t`What is chosen here holds for this computer alone, from now on.`}
          </Text>
          <Part title={t`Language and time`}>
            <Select
              label={t`Language`}
              allowDeselect={false}
              data={[
                { value: 'auto', label: t`Like the computer` },
                ...Object.entries(languages).map(([value, { name }]) => ({ value, label: name })),
              ]}
              value={wish}
              onChange={(next) => next && choose(isLanguage(next) ? next : 'auto')}
            />
            <Choice
              label={t`Clock`}
              data={clocks.map(({ value, words }) => ({ value, label: _(words) }))}
              value={chosen.clock}
              onChange={(clock) => set('clock', clock)}
            />
            <Select
              label={t`The week begins on`}
              allowDeselect={false}
              data={weekStarts.map(({ value, words }) => ({ value, label: _(words) }))}
              value={chosen.week_start}
              onChange={(next) => {
                const found = weekStarts.find(({ value }) => value === next);
                if (found) set('week_start', found.value);
              }}
            />
            <Zone />
          </Part>
          <Part title={t`Appearance`}>
            <Choice
              label={t`Colours`}
              data={schemes.map(({ value, words }) => ({ value, label: _(words) }))}
              value={colorScheme}
              onChange={setColorScheme}
            />
            <Switch
              label={t`High contrast`}
              description={t`Stronger lines and words. It is also on where the computer asks for it.`}
              checked={chosen.contrast === 'more'}
              onChange={(event) => set('contrast', event.currentTarget.checked ? 'more' : 'auto')}
            />
          </Part>
          <Part title={t`Being told`}>
            <Notify chosen={chosen.notify} onChange={(notify) => set('notify', notify)} />
            <Switch
              label={t`Sounds`}
              description={t`A short sound when somebody arrives at another desk, or something needs attention.`}
              checked={chosen.sounds}
              onChange={(event) => {
                set('sounds', event.currentTarget.checked);
                if (event.currentTarget.checked) playSound('arrival');
              }}
            />
          </Part>
          <Part title={t`Keyboard`}>
            <Switch
              label={t`Single keys do something`}
              description={t`Such as ? for help. Switch them off where they are pressed by accident, or by speech.`}
              checked={chosen.letters}
              onChange={(event) => set('letters', event.currentTarget.checked)}
            />
            <Group gap="xs">
              <Button variant="default" onClick={() => panels?.open('help')}>{t`Keyboard shortcuts`}</Button>
              <Button variant="default" onClick={() => panels?.open('waiting')}>
                {t`Connection to the hub`}
              </Button>
            </Group>
          </Part>
          <ProgramPart />
        </div>
      </div>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly data: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, data, value, onChange }: ChoiceProps<T>) {
  return (
    <Stack gap={4} align="flex-start">
      <Input.Label component="div" mb={2}>
        {label}
      </Input.Label>
      <SegmentedControl
        aria-label={label}
        style={{ flexWrap: 'wrap' }}
        data={data.map((one) => ({ ...one }))}
        value={value}
        onChange={(next) => {
          const found = data.find((one) => one.value === next);
          if (found) onChange(found.value);
        }}
      />
    </Stack>
  );
}

/** Whose time is shown; said wherever it is not the computer's. */
function Zone() {
  const { format } = usePractice();
  const now = useNow(30_000);
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const time = format.time(now);
  return (
    <Text size="sm" c="dimmed">
      {isSameZone(own, format.zone)
        ? t`Times are those of ${format.zone}, where it is ${time}.`
        : t`Times are those of the practice in ${format.zone}, where it is ${time}. This computer is set to ${own}.`}
    </Text>
  );
}

/** The browser is asked only when somebody wants to be told. */
function Notify({
  chosen,
  onChange,
}: {
  readonly chosen: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const can = 'Notification' in window;
  const [denied, setDenied] = useState(can && Notification.permission === 'denied');
  const ask = async (on: boolean) => {
    if (!on) return onChange(false);
    const answer = await Notification.requestPermission();
    setDenied(answer === 'denied');
    onChange(answer === 'granted');
  };
  return (
    <div>
      <Switch
        label={t`Notifications of the computer`}
        description={t`When somebody arrives at another desk, or something needs attention. A click on one opens it.`}
        disabled={!can}
        checked={chosen && !denied}
        onChange={(event) => void ask(event.currentTarget.checked)}
      />
      {denied && (
        <ProblemText>
          {t`The browser does not allow them for this page. Allow them in its settings, beside the address, then switch them on here.`}
        </ProblemText>
      )}
    </div>
  );
}

import { i18n } from '@lingui/core';
import { t } from '@lingui/core/macro';
import { Checkbox, Stack, Text } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { countryOf, workingDays } from '../../shared/setup/countries.ts';
import { type Weekday, weekdays } from '../../shared/time/hours.ts';
import { Choice, Choices, toggled } from '../ui/Choices.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './setup.module.css';
import type { StepProps } from './Wizard.tsx';

/** One week for everybody; whoever works otherwise gets hours of their own later. */
export function HoursStep({ draft, set, problems }: StepProps) {
  const { days, open, close, pause } = draft;
  const sort = (chosen: readonly Weekday[]) => weekdays.filter((day) => chosen.includes(day));
  return (
    <Stack gap="md" mt="sm">
      <Text size="sm" c="dimmed">
        {t`These are everybody’s hours for a start. Shifts, holidays and time off are set later.`}
      </Text>
      <Choices label={t`Days`}>
        {inOrder(draft.country).map((day) => (
          <Choice
            key={day}
            name={dayName(day)}
            chosen={days.includes(day)}
            onChoose={() => set({ days: sort(toggled(days, day)) })}
          />
        ))}
      </Choices>
      {problems.days && <ProblemText>{problems.days}</ProblemText>}
      <div className={classes.two}>
        <TimeInput
          label={t`Open from`}
          value={open}
          onChange={(event) => set({ open: event.currentTarget.value })}
        />
        <TimeInput
          label={t`Open until`}
          value={close}
          onChange={(event) => set({ close: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={t`Closed in the middle of the day`}
        checked={pause !== undefined}
        onChange={(event) =>
          set({ pause: event.currentTarget.checked ? { from: '12:30', to: '13:30' } : undefined })
        }
      />
      {pause && (
        <div className={classes.two}>
          <TimeInput
            label={t`Closed from`}
            value={pause.from}
            onChange={(event) => set({ pause: { ...pause, from: event.currentTarget.value } })}
          />
          <TimeInput
            label={t`Closed until`}
            value={pause.to}
            onChange={(event) => set({ pause: { ...pause, to: event.currentTarget.value } })}
          />
        </div>
      )}
      {problems.times && <ProblemText>{problems.times}</ProblemText>}
    </Stack>
  );
}

/** The week as the country counts it, from its first working day. */
function inOrder(code: string): Weekday[] {
  const [first = 'monday'] = workingDays(countryOf(code)?.code ?? code);
  const at = weekdays.indexOf(first);
  return [...weekdays.slice(at), ...weekdays.slice(0, at)];
}

function dayName(day: Weekday): string {
  // 2026-06-01 is a Monday.
  const date = new Date(Date.UTC(2026, 5, 1 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(i18n.locale, { weekday: 'long', timeZone: 'UTC' }).format(date);
}

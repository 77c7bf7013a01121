import { t } from '@lingui/core/macro';
import { Group, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { addDays, weekdayOf } from '../../shared/time/calendar.ts';
import { usePractice } from '../app/practice.tsx';
import { Choice, Choices, toggled } from '../ui/Choices.tsx';
import { type Rhythm, type RuleChoice, rhythmWords, unitWords } from './rule.ts';

interface RuleFieldsProps {
  readonly choice: RuleChoice;
  /** `YYYY-MM-DD` of the first visit. */
  readonly date: string;
  /** The last day that a series may have. */
  readonly latest: string;
  readonly onChange: (choice: RuleChoice) => void;
}

const rhythms: readonly Rhythm[] = ['daily', 'weekly', 'monthly_day', 'monthly_weekday'];
const mostVisits = 366;

/** How often, on which days, and until when. */
export function RuleFields({ choice, date, latest, onChange }: RuleFieldsProps) {
  const { format } = usePractice();
  const { rhythm, every, days, ends } = choice;
  const own = weekdayOf(date);
  const change = (part: Partial<RuleChoice>) => onChange({ ...choice, ...part });
  return (
    <Stack gap="sm">
      <Group grow align="flex-end">
        <Select
          label={t`Repeats`}
          allowDeselect={false}
          data={rhythms.map((each) => ({ value: each, label: rhythmWords(each, date, format.locale) }))}
          value={rhythm}
          onChange={(next) => change({ rhythm: rhythms.find((each) => each === next) ?? 'weekly' })}
        />
        <NumberInput
          label={t`Every`}
          min={1}
          max={99}
          value={every}
          suffix={` ${unitWords(rhythm, every)}`}
          onChange={(value) =>
            typeof value === 'number' && value >= 1 && change({ every: Math.round(value) })
          }
        />
      </Group>
      {rhythm === 'weekly' && (
        <Choices label={t({ message: 'On', context: 'days of the week on which a series repeats' })}>
          {format.week.map((day) => (
            <Choice
              key={day}
              name={format.weekday(day, 'short')}
              title={format.weekday(day)}
              chosen={day === own || days.includes(day)}
              fixed={day === own}
              onChoose={() => change({ days: toggled(days, day) })}
            />
          ))}
        </Choices>
      )}
      <Group align="flex-end" grow>
        <SegmentedControl
          aria-label={t`Ends`}
          data={[
            { value: 'after', label: t`Ends after` },
            { value: 'on', label: t`Ends on` },
          ]}
          value={'after' in ends ? 'after' : 'on'}
          onChange={(next) => change({ ends: next === 'after' ? { after: 6 } : { on: addDays(date, 84) } })}
        />
        {'after' in ends ? (
          <NumberInput
            label={t`Visits`}
            min={2}
            max={mostVisits}
            value={ends.after}
            onChange={(value) =>
              typeof value === 'number' && value >= 1 && change({ ends: { after: Math.round(value) } })
            }
          />
        ) : (
          <DateInput
            label={t`Last day`}
            valueFormat={format.dateField}
            minDate={date}
            maxDate={latest}
            value={ends.on}
            onChange={(next) => next && change({ ends: { on: next } })}
          />
        )}
      </Group>
    </Stack>
  );
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Menu, Stack, Text } from '@mantine/core';
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import type { TimeRange, Weekday } from '../../shared/time/hours.ts';
import { lengthWords } from '../app/format.ts';
import { usePractice } from '../app/practice.tsx';
import { copiedTo, crossesMidnight, minutesOf, overlappingDays, type Week, withRange } from './hours.ts';
import classes from './settings.module.css';
import { TimeField } from './TimeField.tsx';

interface WeekEditorProps {
  readonly week: Week;
  readonly onChange: (week: Week) => void;
}

/** A week's hours, day by day: several ranges a day, ranges past midnight, and a day copied to others. */
export function WeekEditor({ week, onChange }: WeekEditorProps) {
  const { format } = usePractice();
  const twice = overlappingDays(week);
  return (
    <div>
      {format.week.map((day) => (
        <div key={day} className={classes.day}>
          <span className={classes.dayName}>{format.weekday(day)}</span>
          <Ranges
            name={format.weekday(day)}
            ranges={week[day]}
            onChange={(ranges) => onChange({ ...week, [day]: ranges })}
          />
          <CopyMenu day={day} onCopy={(days) => onChange(copiedTo(week, day, days))} />
        </div>
      ))}
      <Stack gap={2} mt="sm">
        <Text size="sm" c="dimmed" aria-live="polite">
          <Trans>{lengthWords(minutesOf(week))} a week</Trans>
        </Text>
        {twice.length > 0 && (
          <Text size="sm" c="var(--desk-warn)">
            <Trans>
              Hours lie over each other on: {format.list(twice.map((day) => format.weekday(day)))}. They count
              once.
            </Trans>
          </Text>
        )}
      </Stack>
    </div>
  );
}

interface RangesProps {
  /** Of the day. */
  readonly name: string;
  readonly ranges: readonly TimeRange[];
  readonly onChange: (ranges: TimeRange[]) => void;
}

/** The hours of one day. */
export function Ranges({ name, ranges, onChange }: RangesProps) {
  const change = (at: number, part: Partial<TimeRange>) =>
    onChange(ranges.map((range, i) => (i === at ? { ...range, ...part } : range)));
  const add = (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      aria-label={t`Add hours on ${name}`}
      onClick={() => onChange(withRange(ranges))}
    >
      <Trans>Add hours</Trans>
    </Button>
  );
  if (ranges.length === 0)
    return (
      <Group gap="xs" className={classes.off}>
        <Trans>Off</Trans>
        {add}
      </Group>
    );
  return (
    <div className={classes.ranges}>
      {ranges.map((range, i) => (
        <div key={[i, 'range'].join()} className={classes.range}>
          <TimeField
            label={t`From`}
            name={t`${name}, from`}
            value={range.start}
            onChange={(start) => change(i, { start })}
          />
          <span aria-hidden>–</span>
          <TimeField
            label={t`To`}
            name={t`${name}, to`}
            value={range.end === '24:00' ? '00:00' : range.end}
            onChange={(end) => change(i, { end })}
          />
          {crossesMidnight(range) && (
            <Text size="xs" c="dimmed">
              <Trans>next day</Trans>
            </Text>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Remove these hours on ${name}`}
            onClick={() => onChange(ranges.filter((_, n) => n !== i))}
          >
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
          {i === ranges.length - 1 && ranges.length < 12 && add}
        </div>
      ))}
    </div>
  );
}

function CopyMenu({
  day,
  onCopy,
}: {
  readonly day: Weekday;
  readonly onCopy: (days: readonly Weekday[]) => void;
}) {
  const { format } = usePractice();
  const others = format.week.filter((each) => each !== day);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Copy ${format.weekday(day)} to…`}>
          <IconCopy size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t`Copy ${format.weekday(day)} to`}</Menu.Label>
        <Menu.Item onClick={() => onCopy(others.filter((each) => each !== 'saturday' && each !== 'sunday'))}>
          <Trans>Monday to Friday</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => onCopy(others)}>
          <Trans>All days</Trans>
        </Menu.Item>
        <Menu.Divider />
        {others.map((each) => (
          <Menu.Item key={each} onClick={() => onCopy([each])}>
            {format.weekday(each)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconSearch } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { partsOfDay } from '../../shared/time/part-of-day.ts';
import { usePractice } from '../app/practice.tsx';
import { PersonSelect } from '../booking/PersonSelect.tsx';
import { ServiceSelect } from '../booking/ServiceSelect.tsx';
import { Choice, Choices, toggled } from '../ui/Choices.tsx';
import { partWords } from '../ui/words.ts';
import { clockWords } from './clock-words.ts';
import classes from './find.module.css';
import type { Wish } from './wish.ts';

interface WishFormProps {
  readonly text: string;
  readonly wish: Wish;
  readonly service: Service | undefined;
  readonly services: readonly Service[];
  readonly resources: readonly Resource[];
  readonly recent: readonly string[];
  /** `YYYY-MM-DD` */
  readonly from: string;
  readonly today: string;
  readonly onText: (text: string) => void;
  readonly onWish: (change: Partial<Wish>) => void;
}

/** The wish: typed in one line, or clicked together; each shows what the other says. */
export function WishForm(props: WishFormProps) {
  const { text, wish, service, services, resources, recent, from, today, onText, onWish } = props;
  const { format } = usePractice();
  const times = clockWords(wish, format);
  return (
    <form
      className={classes.wish}
      aria-label={t`Wishes`}
      onSubmit={(event) => {
        event.preventDefault();
        firstStart(event.currentTarget)?.focus();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t`What, with whom, when`}
          placeholder={t`consultation niket tue after 3`}
          leftSection={<IconSearch size={16} aria-hidden />}
          autoFocus
          autoComplete="off"
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            firstStart(event.currentTarget)?.focus();
          }}
        />
        <ServiceSelect
          services={services}
          recent={recent}
          value={service?.id}
          onChange={(next) => onWish({ service_id: next.id })}
        />
        <PersonSelect
          resources={resources}
          service={service}
          value={wish.resource_id}
          onChange={(id) => onWish({ resource_id: id })}
        />
        <Choices label={t`Days`}>
          {format.week.map((day) => (
            <Choice
              key={day}
              name={format.weekday(day, 'short')}
              title={format.weekday(day)}
              chosen={wish.days.includes(day)}
              onChoose={() => onWish({ days: toggled(wish.days, day) })}
            />
          ))}
        </Choices>
        <Choices label={t`Part of the day`}>
          {partsOfDay.map((part) => (
            <Choice
              key={part}
              name={partWords(part)}
              chosen={wish.parts.includes(part)}
              onChoose={() => onWish({ parts: toggled(wish.parts, part) })}
            />
          ))}
          {times && (
            <Choice name={times} chosen onChoose={() => onWish({ after: undefined, before: undefined })} />
          )}
        </Choices>
        <DateInput
          label={t`Not before`}
          valueFormat={format.dateField}
          minDate={today}
          value={from}
          onChange={(next) => next && onWish({ from: next })}
        />
        <Text size="xs" c="dimmed">
          <Trans>↓ goes to the starts, arrow keys move among them, Enter books.</Trans>
        </Text>
      </Stack>
    </form>
  );
}

function firstStart(within: Element): HTMLElement | null {
  return within.closest(`.${classes.body}`)?.querySelector<HTMLElement>('[data-start][tabindex="0"]') ?? null;
}

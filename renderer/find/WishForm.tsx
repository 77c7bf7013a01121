import { Stack, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconSearch } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { weekdays } from '../../shared/time/hours.ts';
import { partsOfDay } from '../../shared/time/part-of-day.ts';
import { usePractice } from '../app/practice.tsx';
import { PersonSelect } from '../booking/PersonSelect.tsx';
import { ServiceSelect } from '../booking/ServiceSelect.tsx';
import { Choice, Choices, capital, toggled } from '../ui/Choices.tsx';
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
  const times = clockWords(wish, format.hour12);
  return (
    <form
      className={classes.wish}
      aria-label="Wishes"
      onSubmit={(event) => {
        event.preventDefault();
        firstStart(event.currentTarget)?.focus();
      }}
    >
      <Stack gap="md">
        <TextInput
          label="What, with whom, when"
          placeholder="consultation niket tue after 3"
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
        <Choices label="Days">
          {weekdays.map((day) => (
            <Choice
              key={day}
              name={capital(day.slice(0, 3))}
              title={capital(day)}
              chosen={wish.days.includes(day)}
              onChoose={() => onWish({ days: toggled(wish.days, day) })}
            />
          ))}
        </Choices>
        <Choices label="Part of the day">
          {partsOfDay.map((part) => (
            <Choice
              key={part}
              name={capital(part)}
              chosen={wish.parts.includes(part)}
              onChoose={() => onWish({ parts: toggled(wish.parts, part) })}
            />
          ))}
          {times && (
            <Choice name={times} chosen onChoose={() => onWish({ after: undefined, before: undefined })} />
          )}
        </Choices>
        <DateInput
          label="Not before"
          valueFormat="ddd D MMM YYYY"
          minDate={today}
          value={from}
          onChange={(next) => next && onWish({ from: next })}
        />
        <Text size="xs" c="dimmed">
          ↓ goes to the starts, arrow keys move among them, Enter books.
        </Text>
      </Stack>
    </form>
  );
}

function firstStart(within: Element): HTMLElement | null {
  return within.closest(`.${classes.body}`)?.querySelector<HTMLElement>('[data-start][tabindex="0"]') ?? null;
}

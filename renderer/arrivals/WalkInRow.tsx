import { plural, t } from '@lingui/core/macro';
import { ActionIcon, Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { takenBack } from '../../shared/commands/reasons.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { parseInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import type { Suggestion } from '../booking/conflicts.ts';
import { quietOverrides } from '../booking/overrides.ts';
import { useDesk } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import classes from './arrivals.module.css';
import { wholeMinutes } from './model.ts';
import type { WalkIn } from './walk-ins.ts';
import { useWhen } from './when.ts';

interface WalkInRowProps {
  readonly walkIn: WalkIn;
  readonly people: readonly Resource[];
  readonly now: number;
  /** It was noted here a moment ago: the keyboard goes on with it. */
  readonly isNew: boolean;
}

/** Somebody who came without a booking: one click books them into what is free next. */
export function WalkInRow({ walkIn, people, now, isNew }: WalkInRowProps) {
  const { entry, customer, service, next, choices } = walkIn;
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const when = useWhen(now);
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNew) first.current?.focus();
  }, [isNew]);
  const name = customer?.name ?? t`Name not here yet`;
  const waits = wholeMinutes(now - parseInstant(entry.from));
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name;
  const wished = entry.resource_ids?.flatMap((id) => nameOf(id) ?? []) ?? [];

  /** Has them wait again as they did, which is what taking back means here. */
  const waitAgain = () => {
    const { customer_id, service_id, resource_ids, from, until } = entry;
    const people = resource_ids && { resource_ids };
    const id = desk.context().id('wl');
    const args = { id, customer_id, service_id, ...people, from, until, walk_in: true };
    return { name: 'waitlist.create' as const, args };
  };
  const book = async ({ start_at, resource_id }: Suggestion) => {
    setBusy(true);
    const id = entry.id.replace(/^wl_/, 'bk_');
    const refusal = await act({
      name: 'waitlist.book',
      id: entry.id,
      args: {
        id: entry.id,
        start_at,
        resource_id,
        override: quietOverrides(parseInstant(start_at), desk.context().now),
      },
      said: t`Booked ${name}, ${format.dayTime(start_at)}`,
      reversal: {
        undo: [
          ...(service?.requires_confirmation ? [] : [{ name: 'bookings.step_back' as const, args: { id } }]),
          { name: 'bookings.cancel', args: { id, reason: takenBack } },
          waitAgain(),
        ],
        redo: [],
      },
    });
    setProblem(refusal && refusalWords(refusal));
    setBusy(false);
  };
  const remove = async () => {
    const refusal = await act({
      name: 'waitlist.delete',
      id: entry.id,
      args: { id: entry.id },
      said: t`${name} waits no more`,
      reversal: {
        undo: [waitAgain()],
        redo: [],
      },
    });
    setProblem(refusal && refusalWords(refusal));
  };

  return (
    <li className={classes.walkIn} aria-label={name}>
      <div className={classes.who}>
        <span className={classes.name}>{name}</span>
        <span className={classes.what}>{[service?.name, ...wished].filter(Boolean).join(' · ')}</span>
        <span className={classes.waits} data-long={waits >= 15 || undefined}>
          {waits === 0 ? t`just came` : plural(waits, { one: 'waits # minute', other: 'waits # minutes' })}
        </span>
        {problem && <ProblemText>{problem}</ProblemText>}
      </div>
      <Tooltip label={t`Not waiting any more`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`${name} is not waiting any more`}
          onClick={() => void remove()}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Group gap={4} wrap="nowrap" className={classes.book}>
        {next ? (
          <Button
            size="compact-md"
            variant="light"
            loading={busy}
            ref={first}
            aria-label={t`Book ${name}: ${when(next.start_at, nameOf(next.resource_id))}`}
            className={classes.main}
            onClick={() => void book(next)}
          >
            {when(next.start_at, nameOf(next.resource_id))}
          </Button>
        ) : (
          <span className={classes.quiet}>{t`Nothing is free for this`}</span>
        )}
        {choices.length > 1 && (
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon variant="light" size={26} aria-label={t`Book ${name} with somebody else`}>
                <IconChevronDown size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {choices.map((choice) => (
                <Menu.Item key={choice.resource_id} onClick={() => void book(choice)}>
                  {when(choice.start_at, nameOf(choice.resource_id))}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
    </li>
  );
}

import { t } from '@lingui/core/macro';
import { Highlight, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCloudUp } from '@tabler/icons-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  memo,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { Link } from 'react-router';
import { type ListedPerson, usePending } from '../data/index.ts';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './customers.module.css';

/** Pixels of a line, as the stylesheet has them. */
const rowHeight = 54;

export interface RowsHandle {
  focus(index: number): void;
}

interface CustomerRowsProps {
  readonly people: readonly ListedPerson[];
  readonly search: string;
  readonly open: string | undefined;
  /** The cursor leaves the list upwards. */
  readonly onAbove: () => void;
  readonly ref: Ref<RowsHandle>;
}

/** Of tens of thousands of lines only those are drawn that can be seen, and the one with the focus. */
export function CustomerRows({ people, search, open, onAbove, ref }: CustomerRowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const wanted = useRef<number>(undefined);
  const waiting = usePending('customers');
  const at = Math.min(current, Math.max(people.length - 1, 0));
  const virtual = useVirtualizer({
    count: people.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // What has the focus may not vanish under it.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), at])].sort((a, b) => a - b),
  });

  const goTo = (index: number) => {
    const next = Math.max(0, Math.min(index, people.length - 1));
    wanted.current = next;
    setCurrent(next);
    virtual.scrollToIndex(next);
    focusRow(box.current, next);
  };
  useImperativeHandle(ref, () => ({ focus: goTo }));
  useEffect(() => {
    if (wanted.current !== undefined && focusRow(box.current, wanted.current)) wanted.current = undefined;
  });
  useEffect(() => {
    void search;
    box.current?.scrollTo(0, 0);
    setCurrent(0);
  }, [search]);

  const openIndex = open === undefined ? -1 : people.findIndex(({ id }) => id === open);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    // Whoever was opened from elsewhere is brought into sight, once.
    if (openIndex < 0 || shown.current === open) return;
    shown.current = open;
    setCurrent(openIndex);
    virtual.scrollToIndex(openIndex, { align: 'auto' });
  }, [open, openIndex, virtual]);

  const page = Math.max(1, Math.floor((box.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: people.length - 1,
  };
  const press = useRef<(event: KeyboardEvent) => void>(undefined);
  useEffect(() => {
    press.current = (event) => {
      const next = moves[event.key];
      if (next === undefined) return;
      event.preventDefault();
      if (next < 0 && event.key === 'ArrowUp') onAbove();
      else goTo(next);
    };
  });
  // Stays the same, so that a line is drawn anew only when something on it changes.
  const onKey = useCallback((event: KeyboardEvent) => press.current?.(event), []);

  return (
    <div ref={box} className={classes.rows}>
      <ul style={{ height: virtual.getTotalSize() }} aria-label={t`Customers`}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const person = people[index];
          return (
            person && (
              <Row
                key={person.id}
                person={person}
                index={index}
                start={start}
                of={people.length}
                search={search}
                open={person.id === open}
                current={index === at}
                waiting={waiting.has(person.id)}
                onFocus={setCurrent}
                onKey={onKey}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

interface RowProps {
  readonly person: ListedPerson;
  readonly index: number;
  readonly start: number;
  readonly of: number;
  readonly search: string;
  readonly open: boolean;
  /** Tab comes here. */
  readonly current: boolean;
  readonly waiting: boolean;
  readonly onFocus: (index: number) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

const Row = memo(function Row(props: RowProps) {
  const { person, index, start, of, search, open, current, waiting, onFocus, onKey } = props;
  const { name, phone, email, alert } = person;
  return (
    <li aria-setsize={of} aria-posinset={index + 1} style={{ transform: `translateY(${start}px)` }}>
      <Link
        to={`/customers/${person.id}`}
        className={classes.row}
        data-index={index}
        tabIndex={current ? 0 : -1}
        aria-current={open || undefined}
        onFocus={() => onFocus(index)}
        onKeyDown={onKey}
      >
        <span className={classes.grow}>
          <Highlight size="sm" fw={600} highlight={search} component="span" truncate display="block">
            {name}
          </Highlight>
          <Text size="xs" c="dimmed" component="span" truncate display="block">
            {phone || email ? <Ltr>{[phone, email].filter(Boolean).join(' · ')}</Ltr> : t`No phone or e-mail`}
          </Text>
        </span>
        {waiting && (
          <IconCloudUp size={16} className={classes.soft} aria-label={t`Waiting for the hub`} role="img" />
        )}
        {alert && (
          <>
            <IconAlertTriangle size={16} className={classes.warn} aria-hidden />
            <VisuallyHidden>{t`Alert: ${alert}`}</VisuallyHidden>
          </>
        )}
      </Link>
    </li>
  );
});

function focusRow(box: HTMLElement | null, index: number): boolean {
  const row = box?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  row?.focus({ preventScroll: true });
  return row != null;
}

import { t } from '@lingui/core/macro';
import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import * as z from 'zod';
import { useRemembered } from '../ui/useRemembered.ts';
import { Keys } from './Help.tsx';
import { type Item, useItems } from './items.ts';
import classes from './palette.module.css';

const recentKeys = z.array(z.string()).max(8);

interface PaletteProps {
  /** With `true` where nothing was chosen. */
  readonly onClose: (back: boolean) => void;
  /** What was typed before it was here. */
  readonly takeTyped: () => string;
}

/** Goes anywhere and does anything by typing: customers, their bookings, dates, screens and actions. */
export function Palette({ onClose, takeTyped }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const [recent, setRecent] = useRemembered('palette-recent', recentKeys, []);
  const [chosen, setChosen] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const { groups, loading } = useItems(typed, recent);
  /** Enter was pressed before it was known what fits what is typed. */
  const [awaited, setAwaited] = useState(false);
  const items = groups.flatMap((group) => group.items);
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === chosen),
  );
  const optionId = (item: Item) => `${id}-${items.indexOf(item)}`;

  const run = (item: Item) => {
    setRecent([item.key, ...recent.filter((key) => key !== item.key)].slice(0, 8));
    onClose(false);
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined && items.length > 0) {
      event.preventDefault();
      setAwaited(false);
      setChosen(items[(to + items.length) % items.length]?.key);
    }
    const item = items[at];
    // Enter that ends a composition of letters is not meant for the list.
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (loading && chosen === undefined) setAwaited(true);
      else if (item) run(item);
    }
  };
  useEffect(() => {
    if (!awaited || loading) return;
    setAwaited(false);
    const item = items[at];
    if (item) run(item);
  });
  useEffect(() => {
    if (at >= 0 && typed !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, typed]);

  return (
    <Modal
      opened
      onClose={() => onClose(true)}
      withCloseButton={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      size={600}
      padding={0}
      yOffset="10dvh"
      aria-label={t`Search and do`}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.search}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t`Customer, date, screen or action`}
        aria-label={t`Customer, date, screen or action`}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={items[at] && optionId(items[at])}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onFocus={() => {
          const early = takeTyped();
          setTyped((now) => now + early);
        }}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setChosen(undefined);
          setAwaited(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} role="listbox" aria-label={t`Found`} className={classes.list}>
        {groups.map((group) => (
          <fieldset key={group.name} className={classes.group}>
            <legend>{group.name}</legend>
            {group.items.map((item) => (
              <button
                key={item.key}
                type="button"
                id={optionId(item)}
                role="option"
                tabIndex={-1}
                aria-selected={items[at] === item}
                className={classes.item}
                onPointerMove={() => setChosen(item.key)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(item)}
              >
                <item.icon size={18} stroke={1.7} aria-hidden />
                <span className={classes.words}>{item.words}</span>
                <span className={classes.aside}>{item.aside}</span>
                {item.keys && <Keys keys={item.keys} />}
              </button>
            ))}
          </fieldset>
        ))}
        {items.length === 0 && <p className={classes.nothing}>{t`Nothing is called like that here.`}</p>}
      </div>
    </Modal>
  );
}

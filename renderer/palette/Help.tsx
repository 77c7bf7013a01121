import { msg, t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Kbd, Modal, Text } from '@mantine/core';
import { Fragment } from 'react';
import { usePreferences } from '../app/preferences.ts';
import { type Shortcut, shortcutGroups, shortcuts } from '../app/shortcuts.ts';
import classes from './palette.module.css';

const groups = {
  everywhere: msg`Everywhere`,
  board: msg`While the board is shown`,
  grid: msg`On the board’s grid`,
  customers: msg`Customers`,
  forms: msg`In a form`,
} as const;

/** Every shortcut that there is. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const { _ } = useLingui();
  const [{ letters }] = usePreferences();
  const all: readonly Shortcut[] = Object.values(shortcuts);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Keyboard shortcuts`}
      size="lg"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {shortcutGroups.map((name) => {
        const own = all.filter(({ group }) => group === name);
        if (own.length === 0) return null;
        return (
          <section key={name} className={classes.shortcuts}>
            <h2>{_(groups[name])}</h2>
            <dl>
              {own.map((shortcut) => (
                <div key={shortcut.keys.join()}>
                  <dt>{_(shortcut.words)}</dt>
                  <dd>
                    {shortcut.keys.map((keys, at) => (
                      <Fragment key={keys}>
                        {at > 0 && <span className={classes.or}>{t`or`}</span>}
                        <Keys keys={keys} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      {!letters && (
        <Text size="sm" c="dimmed">
          {t`Single keys such as ? are switched off at this desk, but for those on the board’s grid.`}
        </Text>
      )}
    </Modal>
  );
}

/** `Ctrl` `K` of `mod+K`. */
export function Keys({ keys }: { readonly keys: string }) {
  const { _ } = useLingui();
  const parts = keys.split('+');
  return (
    <span className={classes.keys}>
      {parts.map((part) => {
        const known = keyWords.get(part);
        const name = part === 'mod' ? (isMac() ? '⌘' : t`Ctrl`) : known ? _(known) : part.toUpperCase();
        return <Kbd key={part}>{name}</Kbd>;
      })}
    </span>
  );
}

const keyWords = new Map([
  ['shift', msg`Shift`],
  ['alt', msg`Alt`],
  ['ArrowUp', msg`Up`],
  ['ArrowDown', msg`Down`],
  ['ArrowLeft', msg`Left`],
  ['ArrowRight', msg`Right`],
  ['PageUp', msg`Page up`],
  ['PageDown', msg`Page down`],
  ['Home', msg`Home`],
  ['End', msg`End`],
  ['Enter', msg`Enter`],
  ['Escape', msg`Esc`],
  ['Delete', msg`Del`],
  [' ', msg`Space`],
]);

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}

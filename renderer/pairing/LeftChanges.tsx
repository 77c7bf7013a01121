import { t } from '@lingui/core/macro';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { localDate } from '../../shared/time/zones.ts';
import { useClock } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import type { LeftBehind } from '../data/index.ts';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { languages } from '../language/languages.ts';
import { exportedJson, exportedPage } from '../waiting/export.ts';
import { saveFile } from '../waiting/save-file.ts';
import { readWaitingChanges, type WaitingChange } from '../waiting/waiting-changes.ts';
import classes from './pairing.module.css';

/** What was done at a desk that was shut out and never reached the hub: to read, and to save for the practice. */
export function LeftChanges({ left }: { readonly left: LeftBehind }) {
  const { practice, format } = usePractice();
  const { language } = useLanguage();
  const clock = useClock();
  const [changes, setChanges] = useState<readonly WaitingChange[]>([]);

  useEffect(() => {
    void readWaitingChanges(left.query, left.intents, format).then(setChanges);
  }, [left, format]);

  const save = (as: 'json' | 'html') => {
    const now = clock();
    const file = { practice, install: left.install, now, changes };
    const name = `dunebook-${localDate(format.zone, now)}-${changes.length}.${as}`;
    if (as === 'json') return saveFile(name, 'application/json', exportedJson(file));
    const { dir } = languages[language];
    saveFile(name, 'text/html', exportedPage(file, format, { tag: language, dir }));
  };

  return (
    <div>
      <ul className={classes.left} aria-label={t`Changes that the hub never got`}>
        {changes.map(({ intent, title }) => (
          <li key={intent.id}>
            <Text size="sm">{title}</Text>
          </li>
        ))}
      </ul>
      <Group gap="xs" mt="sm">
        <Button variant="default" size="compact-md" onClick={() => save('html')}>
          {t`Save to read or print`}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => save('json')}>{t`Save as data`}</Button>
      </Group>
    </div>
  );
}

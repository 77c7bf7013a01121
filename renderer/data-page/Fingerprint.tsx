import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './data-page.module.css';

/** What proves the hub, in groups that two people can compare aloud; the first two are what matters to a person. */
export function Fingerprint({ value }: { readonly value: string }) {
  const groups = value.match(/.{4}/g) ?? [];
  return (
    <>
      <span className={classes.fingerprint}>
        <Ltr>
          {groups.slice(0, 4).join(' ')}
          <span className={classes.rest}> {groups.slice(4).join(' ')}</span>
        </Ltr>
      </span>
      <Text size="xs" c="dimmed">
        {t`The hub proves by it that it is the hub. Each desk checks it by itself.`}
      </Text>
    </>
  );
}

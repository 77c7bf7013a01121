import { t } from '@lingui/core/macro';
import { Code } from '@mantine/core';
import classes from './pin-text.module.css';
import { Spelled } from './Spelled.tsx';

/** A PIN to be written down or read out. */
export function PinText({ pin }: { readonly pin: string }) {
  return (
    <Code className={classes.pin}>
      <Spelled label={t`PIN`} text={pin} />
    </Code>
  );
}

import { t } from '@lingui/core/macro';
import { Code } from '@mantine/core';
import { Ltr } from './Ltr.tsx';
import classes from './pin-text.module.css';

/** A PIN to be written down or read out. */
export function PinText({ pin }: { readonly pin: string }) {
  return (
    <Code className={classes.pin} aria-label={t`PIN`}>
      <Ltr>{pin}</Ltr>
    </Code>
  );
}

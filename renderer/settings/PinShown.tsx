import { t } from '@lingui/core/macro';
import { Code, Text } from '@mantine/core';
import { Ltr } from '../ui/Ltr.tsx';
import { ShownOnce } from '../ui/ShownOnce.tsx';
import classes from './settings.module.css';

interface PinShownProps {
  readonly name: string;
  readonly pin: string;
  readonly onClose: () => void;
}

/** A new PIN, this once. */
export function PinShown({ name, pin, onClose }: PinShownProps) {
  return (
    <ShownOnce title={t`The PIN of ${name}`} had={t`They have it`} onClose={onClose}>
      <Text size="sm">{t`Give it to ${name} now. It is shown only this once; if it gets lost, make a new one.`}</Text>
      <Code className={classes.pin} aria-label={t`PIN`}>
        <Ltr>{pin}</Ltr>
      </Code>
    </ShownOnce>
  );
}

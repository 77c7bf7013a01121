import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './address-shown.module.css';
import { CopyField } from './CopyField.tsx';
import { QrCode } from './QrCode.tsx';

interface AddressShownProps {
  readonly address: string;
  /** What it is called: beside the button that copies it, and as a picture for cameras. */
  readonly label: string;
  readonly pictureLabel: string;
  /** What it is for, above it. */
  readonly children: ReactNode;
  /** What else is to know, below it. */
  readonly note?: ReactNode;
}

/** An address that another computer or a phone is to open: to copy, or for a camera. */
export function AddressShown({ address, label, pictureLabel, children, note }: AddressShownProps) {
  return (
    <div className={classes.beside}>
      <Stack gap="sm">
        {children}
        <CopyField value={address} label={label} />
        {note}
      </Stack>
      <QrCode value={address} label={pictureLabel} />
    </div>
  );
}

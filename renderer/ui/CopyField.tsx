import { t } from '@lingui/core/macro';
import { Button, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** A text that somebody takes elsewhere, with the button that copies it. */
export function CopyField({ value, label }: { readonly value: string; readonly label: string }) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Code
        role="group"
        aria-label={label}
        dir="ltr"
        style={{ flex: 1, minWidth: 0, padding: 8, overflowWrap: 'anywhere' }}
      >
        {value}
      </Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            onClick={copy}
            data-autofocus
            style={{ flexShrink: 0 }}
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            {copied ? t`Copied` : t`Copy`}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}

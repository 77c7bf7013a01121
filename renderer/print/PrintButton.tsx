import { t } from '@lingui/core/macro';
import { ActionIcon } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';

/** What stands for the printer's menu until that is here. */
export function PrintButton() {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t`Print`}>
      <IconPrinter size={18} aria-hidden />
    </ActionIcon>
  );
}

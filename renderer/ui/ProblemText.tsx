import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Why something could not be done, where it was asked for; screen readers say it at once. */
export function ProblemText({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="sm" c="var(--desk-bad)" role="alert">
      {children}
    </Text>
  );
}

import { useDirection } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

interface StepProps {
  readonly size: number;
}

/** An arrow to what is earlier: where words run from right to left, it points to the right. */
export function Backwards({ size }: StepProps) {
  const Icon = useDirection().dir === 'rtl' ? IconChevronRight : IconChevronLeft;
  return <Icon size={size} aria-hidden />;
}

export function Forwards({ size }: StepProps) {
  const Icon = useDirection().dir === 'rtl' ? IconChevronLeft : IconChevronRight;
  return <Icon size={size} aria-hidden />;
}

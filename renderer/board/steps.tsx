import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

interface StepProps {
  readonly size: number;
}

/** An arrow to what is earlier; global.css turns it round where words run from right to left. */
export function Backwards({ size }: StepProps) {
  return <IconChevronLeft size={size} aria-hidden />;
}

export function Forwards({ size }: StepProps) {
  return <IconChevronRight size={size} aria-hidden />;
}

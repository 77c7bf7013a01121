import { Button, Group } from '@mantine/core';

interface MoveOrCancelProps {
  /** What is moved or cancelled: `the series`. */
  readonly what: string;
  readonly onChoose: (deed: 'move' | 'cancel') => void;
}

/** What can be done with all that a booking belongs to. */
export function MoveOrCancel({ what, onChoose }: MoveOrCancelProps) {
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => onChoose('move')}>
        Move {what}…
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        c="var(--desk-bad)"
        onClick={() => onChoose('cancel')}
      >
        Cancel {what}…
      </Button>
    </Group>
  );
}

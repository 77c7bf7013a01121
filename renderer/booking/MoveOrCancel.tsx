import { Button, Group } from '@mantine/core';

interface MoveOrCancelProps {
  /** `Move the series…` */
  readonly move: string;
  /** `Cancel the series…` */
  readonly cancel: string;
  readonly onChoose: (deed: 'move' | 'cancel') => void;
}

/** What can be done with all that a booking belongs to. */
export function MoveOrCancel({ move, cancel, onChoose }: MoveOrCancelProps) {
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => onChoose('move')}>
        {move}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        c="var(--desk-bad)"
        onClick={() => onChoose('cancel')}
      >
        {cancel}
      </Button>
    </Group>
  );
}

import { plural } from '@lingui/core/macro';
import { Text } from '@mantine/core';

/** What a change that isn't saved yet would leave where it may not be. */
export function LeftBehind({ count }: { readonly count: number }) {
  return (
    <Text size="sm" c="var(--desk-warn)" aria-live="polite">
      {count > 0 &&
        plural(count, {
          one: 'This leaves # booking out of place. It stays, and comes up under Needs attention.',
          other: 'This leaves # bookings out of place. They stay, and come up under Needs attention.',
        })}
    </Text>
  );
}

import { Trans } from '@lingui/react/macro';
import { Button, Text } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useState } from 'react';
import { isRefusal } from '../../shared/errors.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { useDesk } from '../data/index.ts';
import { saveAs } from '../ui/save-as.ts';
import { refusalWords } from '../ui/words.ts';

/** Saves the booking as a calendar file; the hub writes it. */
export function CalendarFile({ booking }: { readonly booking: Booking }) {
  const desk = useDesk();
  const [trouble, setTrouble] = useState<string>();

  async function save(): Promise<void> {
    const file = await desk.calendarFile(booking.id);
    setTrouble(isRefusal(file) ? refusalWords(file) : undefined);
    if (!isRefusal(file)) saveAs(file, `${booking.id}.ics`);
  }

  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        mt="sm"
        style={{ marginInlineStart: -8 }}
        leftSection={<IconCalendarDown size={16} aria-hidden />}
        onClick={() => void save()}
      >
        <Trans>Calendar file</Trans>
      </Button>
      {trouble && (
        <Text size="sm" c="dimmed" role="status">
          {trouble}
        </Text>
      )}
    </>
  );
}

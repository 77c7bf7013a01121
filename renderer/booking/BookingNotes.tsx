import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Booking } from '../../shared/resources/bookings.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';

/** The notes of a booking; Ctrl+Enter saves. */
export function BookingNotes({ booking, name }: { readonly booking: Booking; readonly name: string }) {
  const { act } = useUndo();
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const stored = booking.notes ?? '';
  const changed = text !== undefined && text.trim() !== stored;

  const save = async () => {
    if (!changed) return;
    const args = { id: booking.id, notes: text.trim() === '' ? null : text.trim() };
    const refusal = await act({
      name: 'bookings.update',
      id: booking.id,
      before: booking,
      args,
      said: t`Saved notes for ${name}`,
    });
    if (refusal) return setProblem(refusalWords(refusal));
    setProblem(undefined);
    setText(undefined);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        label={t`Notes`}
        placeholder={t`Nothing noted`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        value={text ?? stored}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {changed && (
        <Group justify="flex-end" gap="xs" mt="xs">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setText(undefined)}>
            <Trans>Discard</Trans>
          </Button>
          <Button size="compact-sm" type="submit">
            <Trans>Save notes</Trans>
          </Button>
        </Group>
      )}
    </form>
  );
}

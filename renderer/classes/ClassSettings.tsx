import { plural, t } from '@lingui/core/macro';
import { Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { formatInstant, minutes, parseInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { useStaff } from '../board/useDay.ts';
import { useBooker } from '../booking/Booker.tsx';
import bookingClasses from '../booking/booking.module.css';
import { DayInput } from '../booking/DayInput.tsx';
import { canGive } from '../booking/fits.ts';
import { MinutesInput } from '../booking/MinutesInput.tsx';
import { StartInput } from '../booking/StartInput.tsx';
import { ProblemText } from '../ui/ProblemText.tsx';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { classMove } from './class-move.ts';
import type { ClassView } from './read-class.ts';

/** When a class is, who teaches it and how many seats it has; everybody who has a seat moves along. */
export function ClassSettings({ view }: { readonly view: ClassView }) {
  const { session, service } = view;
  const { format } = usePractice();
  const { book } = useBooker();
  const { act } = useUndo();
  const staff = useStaff();
  const [start, setStart] = useState(() => parseInstant(session.start_at));
  const before = (parseInstant(session.end_at) - parseInstant(session.start_at)) / minutes(1);
  const [length, setLength] = useState(before);
  const [teacher, setTeacher] = useState(session.resource_id);
  const [seats, setSeats] = useState(session.capacity);
  const [problem, setProblem] = useState<string>();

  const start_at = formatInstant(start);
  const move = {
    ...(start_at !== session.start_at && { start_at }),
    ...(teacher !== session.resource_id && { resource_id: teacher }),
    ...(length !== before && { duration: length }),
  };
  const moves = Object.keys(move).length > 0;
  const teachers = (staff.data?.resources ?? []).filter(
    (each) => each.id === teacher || (service && canGive(each, service)),
  );

  const save = async () => {
    if (seats !== session.capacity) {
      const refusal = await act({
        name: 'classes.update',
        id: session.id,
        args: { id: session.id, capacity: seats },
        said: plural(seats, { one: '# seat now', other: '# seats now' }),
        reversal: {
          undo: [{ name: 'classes.update', args: { id: session.id, capacity: session.capacity } }],
          redo: [{ name: 'classes.update', args: { id: session.id, capacity: seats } }],
        },
      });
      if (refusal) return setProblem(refusalWords(refusal));
    }
    if (moves) await book(classMove(session, service?.name ?? t`the class`, move, format));
  };

  return (
    <form
      aria-label={t`Change the class`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        <div className={bookingClasses.pair}>
          <DayInput start={start} onChange={setStart} />
          <div className={bookingClasses.pair}>
            <StartInput start={start} onChange={setStart} />
            <MinutesInput length={length} onChange={setLength} />
          </div>
        </div>
        <div className={bookingClasses.pair}>
          <Select
            label={t`With`}
            allowDeselect={false}
            data={teachers.map(({ id, name }) => ({ value: id, label: name }))}
            value={teacher}
            onChange={(id) => id && setTeacher(id)}
          />
          <NumberInput
            label={t`Seats`}
            min={Math.max(1, session.seats_taken)}
            max={1000}
            value={seats}
            onChange={(value) => typeof value === 'number' && value >= 1 && setSeats(Math.round(value))}
          />
        </div>
        {problem && <ProblemText>{problem}</ProblemText>}
        <Group justify="flex-end">
          <Button type="submit" size="sm" variant="default" disabled={!moves && seats === session.capacity}>
            {moves ? t`Move the class` : t`Change`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

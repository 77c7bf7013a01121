import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Input, Modal, MultiSelect, Text } from '@mantine/core';
import * as z from 'zod';
import { isRefusal } from '../../shared/errors.ts';
import { resourceId } from '../../shared/resources/parts.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { workingHours } from '../../shared/time/hours.ts';
import { useRunCommand } from '../data/index.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { useGuardedClose } from '../forms/leave.tsx';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { usualWeek, type Week, weeklyOf, weekOf } from './hours.ts';
import { WeekEditor } from './WeekEditor.tsx';

interface SameHoursDialogProps {
  readonly resources: readonly Resource[];
  readonly onClose: () => void;
}

/** Whose hours, and which; the single commands are those of each resource. */
const wanted = z.object({
  ids: z.array(resourceId).min(1),
  weekly: workingHours.shape.weekly,
});

/** Gives several people the same week; single dates that differ stay theirs. One undo gives all of them back their own. */
export function SameHoursDialog({ resources: all, onClose }: SameHoursDialogProps) {
  const run = useRunCommand();
  const { act } = useUndo();
  const [first] = all;
  const form = useSchemaForm<{ ids: string[]; week: Week }>({
    schema: wanted,
    values: {
      ids: all.filter((each) => each.kind === 'practitioner').map(({ id }) => id),
      week: first?.working_hours ? weekOf(first.working_hours) : usualWeek,
    },
    toArgs: ({ ids, week }) => ({ ids, weekly: weeklyOf(week) }),
    fieldOf: (path) => (path.startsWith('weekly') ? 'week' : path),
    async save({ weekly }, _changed, { ids }) {
      const chosen = all.filter(({ id }) => ids.includes(id));
      const step = (id: string, working_hours: unknown) => ({
        name: 'resources.update' as const,
        args: { id, working_hours: working_hours ?? null },
      });
      const after = chosen.map(({ id, working_hours }) =>
        step(id, { weekly, overrides: working_hours?.overrides ?? [] }),
      );
      const reversal = { undo: chosen.map(({ id, working_hours }) => step(id, working_hours)), redo: after };
      const last = after.at(-1);
      for (const { name, args } of after.slice(0, -1)) {
        const outcome = await run(name, args);
        if (isRefusal(outcome)) return outcome;
      }
      const said = plural(chosen.length, {
        one: 'Set the hours of # person',
        other: 'Set the hours of # people',
      });
      return last && act({ ...last, id: last.args.id, said, reversal });
    },
    onSaved: onClose,
  });
  const { close, question } = useGuardedClose(form.unsaved, onClose);
  const { values, getInputProps, setFieldValue, errors } = form.form;
  return (
    <Modal
      opened
      onClose={close}
      title={
        <Text fw={600}>
          <Trans>The same hours for several</Trans>
        </Text>
      }
      closeButtonProps={{ 'aria-label': t`Close` }}
      size="xl"
      centered
    >
      {question}
      <FormFrame form={form} label={t`The same hours for several`} action={t`Set the hours`} onCancel={close}>
        <MultiSelect
          label={t`For`}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
          hidePickedOptions
          searchable
          {...getInputProps('ids')}
        />
        <Input.Wrapper error={errors.week} labelElement="div">
          <WeekEditor week={values.week} onChange={(week) => setFieldValue('week', week)} />
        </Input.Wrapper>
      </FormFrame>
    </Modal>
  );
}

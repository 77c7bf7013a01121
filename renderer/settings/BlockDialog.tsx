import { t } from '@lingui/core/macro';
import { Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { createBlock } from '../../shared/commands/blocks/create.ts';
import { overlaidBookings } from '../../shared/commands/blocks/overlaid.ts';
import type { Block } from '../../shared/resources/blocks.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { weekdayOf } from '../../shared/time/calendar.ts';
import { localDate } from '../../shared/time/zones.ts';
import { useNow } from '../app/clock.tsx';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { FormFrame } from '../forms/FormFrame.tsx';
import { useGuardedClose } from '../forms/leave.tsx';
import { useSchemaForm } from '../forms/useSchemaForm.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import {
  type BlockValues,
  blockArgs,
  blockField,
  newBlock,
  nthOf,
  type Repeats,
  valuesOfBlock,
} from './block-values.ts';
import { updateDeed } from './deeds.ts';
import { LeftBehind } from './LeftBehind.tsx';
import { TimeField } from './TimeField.tsx';

interface BlockDialogProps {
  /** Whose time off; absent: a closure of the practice. */
  readonly resource: Resource | undefined;
  /** The one to change; absent: a new one. */
  readonly block: Block | undefined;
  readonly onClose: () => void;
}

/** Adds or changes a closure or time off: some days or hours, once or again and again. Works without the hub, too. */
export function BlockDialog({ resource, block, onClose }: BlockDialogProps) {
  const { format } = usePractice();
  const zone = block?.timezone ?? resource?.timezone ?? format.zone;
  const today = localDate(zone, useNow(60_000));
  const desk = useDesk();
  const { act } = useUndo();
  const whose = resource
    ? { kind: 'time_off' as const, resource_id: resource.id }
    : { kind: 'closure' as const };
  const own = block?.rrule;
  const form = useSchemaForm<BlockValues>({
    schema: createBlock.args,
    values: block ? valuesOfBlock(block, zone) : newBlock(today),
    toArgs: (values) => ({ ...whose, ...blockArgs(values, zone, own) }),
    fieldOf: blockField,
    save(args, changed) {
      if (block) {
        const before = blockArgs(valuesOfBlock(block, zone), zone, own);
        return act(updateDeed('blocks.update', block.id, changed, before, savedWords(resource)));
      }
      const id = desk.context().id('blk');
      const reversal = {
        undo: [{ name: 'blocks.delete' as const, args: { id, ...whose } }],
        redo: [],
      };
      return act({ name: 'blocks.create', id, args: { id, ...args }, said: savedWords(resource), reversal });
    },
    onSaved: onClose,
  });
  const { close, question } = useGuardedClose(form.unsaved, onClose);
  const { values, getInputProps, setFieldValue, errors } = form.form;
  const title = titleWords(resource, block);
  return (
    <Modal
      opened
      onClose={close}
      title={<Text fw={600}>{title}</Text>}
      closeButtonProps={{ 'aria-label': t`Close` }}
      centered
    >
      {question}
      <FormFrame form={form} label={title} action={block ? t`Save` : t`Add`} onCancel={close}>
        <TextInput
          label={t`Reason`}
          placeholder={resource ? t`Annual leave` : t`Works outing`}
          data-autofocus
          {...form.field('reason')}
        />
        <Switch label={t`Whole days`} {...form.field('whole', 'checkbox')} />
        <Group grow align="flex-start">
          <DateInput
            label={values.whole ? t`First day` : t`From`}
            valueFormat={format.dateField}
            value={values.from || null}
            onChange={(date) => {
              setFieldValue('from', date ?? '');
              // Most end on the day on which they begin.
              if (date && (values.to < date || values.to === values.from)) setFieldValue('to', date);
            }}
            error={errors.from}
          />
          <DateInput
            label={values.whole ? t`Last day` : t`To`}
            valueFormat={format.dateField}
            {...(values.from && { minDate: values.from })}
            value={values.to || null}
            onChange={(date) => setFieldValue('to', date ?? '')}
            error={errors.to}
          />
        </Group>
        {!values.whole && (
          <Group grow align="flex-start">
            <TimeField
              label={t`Starts at`}
              value={values.start}
              onChange={(time) => setFieldValue('start', time)}
              error={errors.start}
            />
            <TimeField
              label={t`Ends at`}
              value={values.end}
              onChange={(time) => setFieldValue('end', time)}
              error={errors.end}
            />
          </Group>
        )}
        <Group grow align="flex-start">
          <Select
            label={t`Repeats`}
            allowDeselect={false}
            data={choices(values).map((repeats) => ({
              value: repeats,
              label: repeatWords(repeats, values.from, format),
            }))}
            {...getInputProps('repeats')}
          />
          {values.repeats !== 'never' && values.repeats !== 'other' && (
            <DateInput
              label={t`Until`}
              placeholder={t`For ever`}
              clearable
              clearButtonProps={{ 'aria-label': t`For ever` }}
              valueFormat={format.dateField}
              {...(values.from && { minDate: values.from })}
              value={values.until || null}
              onChange={(date) => setFieldValue('until', date ?? '')}
            />
          )}
        </Group>
        <Stack gap={0}>{!block && <Overlaid args={{ ...whose, ...blockArgs(values, zone, own) }} />}</Stack>
      </FormFrame>
    </Modal>
  );
}

/** How many bookings to come lie in what is filled in. */
function Overlaid({ args }: { readonly args: Readonly<Record<string, unknown>> }) {
  const checked = createBlock.args.safeParse(args);
  const { data } = useLive(
    ['bookings', 'blocks', 'resources'],
    async (query, ctx) => (checked.success ? (await overlaidBookings(query, checked.data, ctx)).length : 0),
    [JSON.stringify(args)],
  );
  return <LeftBehind count={data ?? 0} />;
}

type Format = ReturnType<typeof usePractice>['format'];

function choices({ repeats }: BlockValues): Repeats[] {
  return [
    'never',
    'weekly',
    'biweekly',
    'monthly',
    'weekday',
    'yearly',
    ...(repeats === 'other' ? ['other' as const] : []),
  ];
}

/** `Every Monday`, of something that begins on `date`. */
export function repeatWords(repeats: Repeats, date: string, format: Format): string {
  if (repeats === 'never' || !date) return t`Never`;
  const day = format.weekday(weekdayOf(date));
  switch (repeats) {
    case 'weekly':
      return t`Every ${day}`;
    case 'biweekly':
      return t`Every other ${day}`;
    case 'monthly':
      return t`Every month on day ${Number(date.slice(8))}`;
    case 'weekday':
      return nthWords(nthOf(date), day);
    case 'yearly':
      return t`Every year`;
    case 'other':
      return t`By a rule of its own`;
  }
}

function nthWords(nth: number, day: string): string {
  switch (nth) {
    case 1:
      return t`Every first ${day} of the month`;
    case 2:
      return t`Every second ${day} of the month`;
    case 3:
      return t`Every third ${day} of the month`;
    case 4:
      return t`Every fourth ${day} of the month`;
    default:
      return t`Every last ${day} of the month`;
  }
}

function titleWords(resource: Resource | undefined, block: Block | undefined): string {
  if (resource) return block ? t`Change the time off` : t`Time off of ${resource.name}`;
  return block ? t`Change the closure` : t`Close the practice`;
}

function savedWords(resource: Resource | undefined): string {
  return resource ? t`Saved the time off of ${resource.name}` : t`Saved the closure`;
}

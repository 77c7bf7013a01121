import { plural, t } from '@lingui/core/macro';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Block } from '../../shared/resources/blocks.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { formatInstant } from '../../shared/time/instants.ts';
import { usePractice } from '../app/practice.tsx';
import { useDesk, useLive } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import type { Deed } from '../undo/UndoProvider.tsx';
import { useUndo } from '../undo/UndoProvider.tsx';
import type { Target } from './drag.ts';
import type { BlockModel } from './model.ts';

/** Time of a resource that is being blocked, or is blocked already. */
export interface BlockDraft extends Target {
  readonly known?: BlockModel;
}

interface BlockFormProps {
  readonly draft: BlockDraft;
  readonly resource: Resource | undefined;
  /** How many bookings lie in it. */
  readonly booked: number;
  /** Books there instead. */
  readonly onBook: () => void;
  readonly onClose: () => void;
}

/** The small form that blocks time, or changes and removes what is blocked. Enter blocks. */
export function BlockForm({ draft, resource, booked, onBook, onClose }: BlockFormProps) {
  const { format } = usePractice();
  const desk = useDesk();
  const { act } = useUndo();
  const { known, start, end } = draft;
  const [reason, setReason] = useState(known?.reason ?? '');
  const [problem, setProblem] = useState<string>();
  const blockId = known?.block_id;
  const { data: block } = useLive(
    ['blocks'],
    async (query) => (blockId ? query.get('blocks', blockId) : undefined),
    [blockId],
  );
  const name = resource?.name ?? '';
  const times = format.times(start, end);
  const isClosure = known?.kind === 'closure';
  const fixed = isClosure || block?.rrule !== undefined;

  const newId = () => desk.context().id('blk');

  const done = async (deed: Deed) => {
    const refusal = await act(deed);
    if (refusal) setProblem(refusalWords(refusal));
    else onClose();
  };
  const submit = async () => {
    const text = reason.trim();
    if (known) {
      if (block && text !== (block.reason ?? ''))
        await done(changing(block, text, t`Changed why ${name} is away`));
      else onClose();
      return;
    }
    const fields = {
      kind: 'time_off' as const,
      resource_id: draft.resource_id,
      start_at: formatInstant(start),
      end_at: formatInstant(end),
      ...(text && { reason: text }),
    };
    const id = newId();
    const { undo, redo } = making(id, fields);
    const anew = { way: 'redo', steps: () => making(newId(), fields) } as const;
    await done({
      name: 'blocks.create',
      id,
      args: { id, ...fields },
      said: t`Blocked ${times} for ${name}`,
      reversal: { undo, redo, anew },
    });
  };

  return (
    <form
      aria-label={known ? t`Blocked time` : t`Block time`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <div>
          <Text fw={600}>{known ? known.label : t`Block time`}</Text>
          <Text size="sm" c="dimmed">
            {`${isClosure ? '' : `${name}, `}${format.day(start)}, ${times}`}
          </Text>
        </div>
        {booked > 0 && (
          <Text size="sm" c="var(--desk-warn)">
            {plural(booked, {
              one: '# booking lies in this time. It stays, and shows under Needs attention.',
              other: '# bookings lie in this time. They stay, and show under Needs attention.',
            })}
          </Text>
        )}
        {fixed ? (
          <Text size="sm">
            {isClosure
              ? t`The whole practice is closed then. Closures are changed under Opening hours.`
              : t`This repeats. What repeats is changed with the working hours.`}
          </Text>
        ) : (
          <TextInput
            label={t`Why`}
            placeholder={t`Lunch, meeting …`}
            data-autofocus
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problem}
          />
        )}
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {known && !fixed && block && (
            <Button
              variant="subtle"
              color="red"
              me="auto"
              onClick={() => void done(removing(block, newId, t`${name} can be booked again, ${times}`))}
            >
              {t`Remove`}
            </Button>
          )}
          {!known && (
            <Button variant="subtle" me="auto" onClick={onBook}>
              {t`Book instead`}
            </Button>
          )}
          <Button variant="subtle" color="gray" onClick={onClose}>
            {fixed ? t`Close` : t`Cancel`}
          </Button>
          {!fixed && <Button type="submit">{known ? t`Save` : t`Block`}</Button>}
        </Group>
      </Stack>
    </form>
  );
}

function changing({ id, reason }: Block, text: string, said: string): Deed {
  const args = { id, reason: text || null };
  return {
    name: 'blocks.update',
    id,
    args,
    said,
    reversal: {
      undo: [{ name: 'blocks.update', args: { id, reason: reason ?? null } }],
      redo: [{ name: 'blocks.update', args }],
    },
  };
}

type Fields = Pick<Block, 'kind' | 'resource_id' | 'start_at' | 'end_at' | 'reason'>;

/** Taking a block away and making it. */
function making(id: string, fields: Fields) {
  return {
    undo: [{ name: 'blocks.delete', args: { id } }],
    redo: [{ name: 'blocks.create', args: { id, ...fields } }],
  } as const;
}

function removing(block: Block, newId: () => string, said: string): Deed {
  const { id, kind, resource_id, start_at, end_at, reason } = block;
  const fields = { kind, resource_id, start_at, end_at, ...(reason && { reason }) };
  const steps = () => {
    const { undo, redo } = making(newId(), fields);
    return { undo: redo, redo: undo };
  };
  return {
    name: 'blocks.delete',
    id,
    args: { id },
    said,
    reversal: { ...steps(), anew: { way: 'undo', steps } },
  };
}

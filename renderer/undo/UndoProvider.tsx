import { t } from '@lingui/core/macro';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isRefusal, type Refusal } from '../../shared/errors.ts';
import type { Booking } from '../../shared/resources/bookings.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { useAttention, useRunCommand } from '../data/index.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { refusalWords } from '../ui/words.ts';
import { type Asked, type Reversal, reversalOf, type Step } from './inverse.ts';
import {
  doAgain,
  type Entry,
  emptyStack,
  forget,
  forgetRefused,
  push,
  renew,
  type Stack,
  takeBack,
} from './stack.ts';

/** Something a person does to a booking, or to what holds several of them. */
export interface Deed extends Step {
  /** The booking it is about. */
  readonly id: string;
  /** The booking as it was; absent where the deed makes it. */
  readonly before?: Booking;
  /** How it is taken back, where it is about something else than one booking; a function is asked once it is done. */
  readonly reversal?: Reversal | (() => Promise<Reversal | undefined>);
  /** Of what only the hub does: the version that it is about. */
  readonly ifVersion?: number | undefined;
  /** Said once it is done: `Moved Priya Sharma to 11:00`. */
  readonly said: string;
}

interface Undo {
  /** Does it, says so and remembers how to take it back. Answers with the refusal where there is one. */
  act(deed: Deed): Promise<Refusal | undefined>;
  /** Says what was done otherwise, and remembers how to take it back, where something does. */
  did(said: string, reversal?: Reversal): void;
  undo(): void;
  redo(): void;
  readonly canUndo: string | undefined;
  readonly canRedo: string | undefined;
}

const UndoContext = createContext<Undo | undefined>(undefined);

export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (!undo) throw new Error('useUndo needs an UndoProvider above it');
  return undo;
}

const toastId = 'deed';

/** Every deed on a booking goes through here, so that it can be taken back with a click or Ctrl+Z. */
export function UndoProvider({ children }: { readonly children: ReactNode }) {
  const run = useRunCommand();
  const announce = useAnnounce();
  const [stack, setStack] = useState<Stack>(emptyStack);
  const latest = useRef(stack);
  const busy = useRef(false);
  /** What the toast tells of, as long as it is there. */
  const told = useRef<{ readonly said: string; readonly intent: string | undefined }>(undefined);
  const { intents: refused } = useAttention();

  const change = useCallback((next: Stack) => {
    latest.current = next;
    setStack(next);
  }, []);

  const say = useCallback(
    (text: string, action?: { label: string; onClick: () => void }) => {
      announce(text);
      notifications.hide(toastId);
      notifications.show({
        id: toastId,
        autoClose: action ? 8000 : 4000,
        withCloseButton: action !== undefined,
        closeButtonProps: { 'aria-label': t`Close` },
        onClose: () => {
          told.current = undefined;
        },
        message: (
          <Group justify="space-between" wrap="nowrap" gap="md">
            <Text size="sm">{text}</Text>
            {action && (
              <Button size="compact-sm" variant="light" onClick={action.onClick}>
                {action.label}
              </Button>
            )}
          </Group>
        ),
      });
    },
    [announce],
  );

  /** Runs the steps of an undo or redo; forgets the entry where the world has moved on. */
  const runAll = useCallback(
    async (entry: Entry, steps: readonly (Step | Asked)[], next: Stack, said: string) => {
      if (busy.current) return;
      busy.current = true;
      let intent: string | undefined;
      try {
        for (const step of steps) {
          const outcome = 'ask' in step ? await step.ask() : await run(step.name, step.args);
          if (outcome && isRefusal(outcome)) {
            const why = refusalWords(outcome);
            if (mayComeBack(outcome)) return say(t`That can’t be done right now. ${why}`);
            change(forget(latest.current, entry));
            return say(t`That can’t be done any more. ${why}`);
          }
          intent = outcome?.intent;
        }
        change(next);
        say(said);
        told.current = { said, intent };
      } finally {
        busy.current = false;
      }
    },
    [run, change, say],
  );

  const undo = useCallback(() => {
    change(renew(latest.current, 'undo'));
    const entry = latest.current.done.at(-1);
    if (!entry) return;
    // What cannot be done again is gone once it is taken back.
    const next = entry.redo.length > 0 ? takeBack(latest.current) : forget(latest.current, entry);
    const { said } = entry;
    void runAll(entry, entry.undo, next, t`Taken back: ${said}`);
  }, [runAll, change]);

  const redo = useCallback(() => {
    change(renew(latest.current, 'redo'));
    const entry = latest.current.undone.at(-1);
    if (!entry) return;
    const { said } = entry;
    void runAll(entry, entry.redo, doAgain(latest.current), t`Done again: ${said}`);
  }, [runAll, change]);

  const act = useCallback(
    async ({ name, args, id, before, said, ...deed }: Deed) => {
      const outcome = await run(name, args, deed.ifVersion);
      if (isRefusal(outcome)) return outcome;
      const found = typeof deed.reversal === 'function' ? await deed.reversal() : deed.reversal;
      const reversal = found ?? reversalOf({ name, args }, id, before);
      const { intent } = outcome;
      if (reversal) change(push(latest.current, { ...reversal, said, intent }));
      say(said, reversal && { label: t`Undo`, onClick: undo });
      told.current = { said, intent };
      return undefined;
    },
    [run, change, say, undo],
  );

  const did = useCallback(
    (said: string, reversal?: Reversal) => {
      if (reversal) change(push(latest.current, { ...reversal, said }));
      say(said, reversal && { label: t`Undo`, onClick: undo });
      told.current = undefined;
    },
    [change, say, undo],
  );

  // The hub may refuse what was done here: then the toast must not go on saying that it was.
  useEffect(() => {
    const ids = new Set(refused.map((intent) => intent.id));
    const next = forgetRefused(latest.current, ids);
    if (next !== latest.current) change(next);
    const { said = '', intent } = told.current ?? {};
    if (intent !== undefined && ids.has(intent))
      say(t`Refused by the hub: ${said}. It is under Needs attention.`);
  }, [refused, change, say]);

  useShortcut('undo', undo);
  useShortcut('redo', redo);

  const value = useMemo(
    () => ({ act, did, undo, redo, canUndo: stack.done.at(-1)?.said, canRedo: stack.undone.at(-1)?.said }),
    [act, did, undo, redo, stack],
  );
  return <UndoContext value={value}>{children}</UndoContext>;
}

/** Whether something that was refused may be possible later: the hub is away, or whoever did it has left the desk. */
function mayComeBack({ code }: Refusal): boolean {
  return code === 'unavailable' || code === 'unauthorized';
}

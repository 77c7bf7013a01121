import { t } from '@lingui/core/macro';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRef } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { type DeskRequest, useDesk } from '../data/index.ts';
import { refusalOf, usePerson } from '../person/person.tsx';
import { useAnnounce } from '../ui/Announcer.tsx';
import { refusalWords } from '../ui/words.ts';

type Ask = Omit<DeskRequest, 'token' | 'once' | 'signal'>;

interface Saved {
  readonly refusal?: Refusal;
  /** The hub's answer. */
  readonly body?: unknown;
}

const toastId = 'hub-saved';

/**
 * Saves something as the person who signed in, and says so. What got no answer is asked again under the same name, so it
 * is done once.
 * @param back What takes it back, where something does.
 */
export function useHubSave(): (ask: Ask, said: string, back?: Ask) => Promise<Saved> {
  const desk = useDesk();
  const person = usePerson();
  const announce = useAnnounce();
  const unanswered = useRef<{ readonly ask: string; readonly once: string }>(undefined);

  const send = async (ask: Ask): Promise<Saved> => {
    const key = JSON.stringify(ask);
    const once = unanswered.current?.ask === key ? unanswered.current.once : desk.context().id('ask');
    const answer = await person.ask({ ...ask, once });
    unanswered.current = answer.kind === 'unreachable' ? { ask: key, once } : undefined;
    return answer.kind === 'ok' ? { body: answer.body } : { refusal: refusalOf(answer) };
  };

  const say = (text: string, undo?: () => void) => {
    announce(text);
    notifications.hide(toastId);
    notifications.show({
      id: toastId,
      autoClose: undo ? 8000 : 4000,
      closeButtonProps: { 'aria-label': t`Close` },
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Text size="sm">{text}</Text>
          {undo && (
            <Button size="compact-sm" variant="light" onClick={undo}>
              {t`Undo`}
            </Button>
          )}
        </Group>
      ),
    });
  };

  return async (ask, said, back) => {
    const done = await send(ask);
    if (done.refusal) return done;
    say(
      said,
      back &&
        (() => {
          void send(back).then(({ refusal }) =>
            say(refusal ? t`That can’t be done any more. ${refusalWords(refusal)}` : t`Taken back: ${said}`),
          );
        }),
    );
    return done;
  };
}

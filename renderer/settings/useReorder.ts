import { useState } from 'react';
import { isRefusal } from '../../shared/errors.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import { useRunCommand } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';
import { renumbered } from './order.ts';

/** Puts resources into another order, which one undo takes back. */
export function useReorder() {
  const run = useRunCommand();
  const { act } = useUndo();
  const [problem, setProblem] = useState<string>();

  const reorder = async (next: readonly Resource[], said: string) => {
    const changes = renumbered(next);
    const step = (id: string, sort_order: number) => ({
      name: 'resources.update' as const,
      args: { id, sort_order },
    });
    const reversal = {
      undo: changes.map(({ id, from }) => step(id, from)),
      redo: changes.map(({ id, to }) => step(id, to)),
    };
    const last = changes.at(-1);
    if (!last) return;
    for (const { id, to } of changes.slice(0, -1)) {
      const outcome = await run('resources.update', { id, sort_order: to });
      if (isRefusal(outcome)) return setProblem(refusalWords(outcome));
    }
    const refusal = await act({ ...step(last.id, last.to), id: last.id, said, reversal });
    setProblem(refusal && refusalWords(refusal));
  };
  return { reorder: (next: readonly Resource[], said: string) => void reorder(next, said), problem };
}

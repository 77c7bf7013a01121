import type { CommandName } from '../../shared/commands/index.ts';
import type { Args } from '../forms/changed.ts';
import type { Deed } from '../undo/UndoProvider.tsx';

/**
 * An update that can be taken back.
 * @param changed What becomes other, in wire form.
 * @param before All as it was, in wire form; what was not there is taken away again.
 * @param ifVersion The version it is made on, where the hub is to refuse it for another.
 */
export function updateDeed(
  name: CommandName,
  id: string,
  changed: Args,
  before: Args,
  said: string,
  ifVersion?: number,
): Deed {
  const back = Object.fromEntries(Object.keys(changed).map((field) => [field, before[field] ?? null]));
  return {
    name,
    id,
    args: { id, ...changed },
    said,
    ifVersion,
    reversal: {
      undo: [{ name, args: { id, ...back } }],
      redo: [{ name, args: { id, ...changed } }],
    },
  };
}

/** A deed whose opposite is a command with the same arguments, such as archiving and restoring. */
export function swapDeed(name: CommandName, opposite: CommandName, id: string, said: string): Deed {
  return {
    name,
    id,
    args: { id },
    said,
    reversal: { undo: [{ name: opposite, args: { id } }], redo: [{ name, args: { id } }] },
  };
}

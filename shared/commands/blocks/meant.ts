import type { Block } from '../../resources/blocks.ts';

/** Whether a block is one of those that a path names: a closure is not found among time off, nor with another resource. */
export function isMeant(
  block: Block,
  named: { kind?: Block['kind'] | undefined; resource_id?: string | undefined },
): boolean {
  return (
    (named.kind === undefined || named.kind === block.kind) &&
    (named.resource_id === undefined || named.resource_id === block.resource_id)
  );
}

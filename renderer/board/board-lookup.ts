import { t } from '@lingui/core/macro';
import type { Format } from '../app/format.ts';
import { conflictWords, type Lookup } from '../booking/conflicts.ts';
import type { Verdict } from '../booking/verdict.ts';
import { refusalWords } from '../ui/words.ts';
import type { ColumnModel } from './model.ts';

/** The names behind ids, from what the board shows already: a drag cannot wait for a read. */
export function lookupOf(columns: readonly ColumnModel[], format: Format): Lookup {
  const cards = new Map(columns.flatMap((column) => column.cards).map((card) => [card.id, card]));
  const blocks = columns.flatMap((column) => column.blocks);
  const holds = columns.flatMap((column) => column.holds);
  const reasons = new Map([
    ...blocks.map(({ block_id, reason }) => [block_id, reason] as const),
    ...holds.map(({ id, reason }) => [id, reason] as const),
  ]);
  return {
    resource: (id) => columns.find((column) => column.resource.id === id)?.resource.name,
    booking(id) {
      const card = cards.get(id);
      return card && `${card.customer}, ${format.times(card.start, card.end)}`;
    },
    block: (id) => reasons.get(id),
    hold: (id) => reasons.get(id),
  };
}

/** What a ghost says. */
export function verdictWords(verdict: Verdict, lookup: Lookup, resourceId: string): string {
  switch (verdict.kind) {
    case 'checking':
      return '…';
    case 'free':
      return t`Free`;
    default: {
      if (verdict.kind === 'no' && verdict.refusal) return refusalWords(verdict.refusal);
      const [first] = verdict.conflicts;
      return first ? conflictWords(first, lookup, resourceId) : t`Not free`;
    }
  }
}

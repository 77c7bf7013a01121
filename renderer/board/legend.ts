import { t } from '@lingui/core/macro';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import { statusWords } from '../booking/status.ts';
import { type Coloring, plainColor, statusColors } from './colors.ts';
import type { ColumnModel } from './model.ts';

/** One line of the legend. */
export interface LegendEntry {
  readonly key: string;
  readonly name: string;
  readonly color: string;
}

/** What the colours on the board mean: only those that are on it, in an order that stays the same. */
export function legendOf(
  columns: readonly ColumnModel[],
  services: readonly Pick<Service, 'id' | 'name' | 'color'>[],
  colorBy: Coloring,
): LegendEntry[] {
  const cards = columns.flatMap((column) => column.cards);
  switch (colorBy) {
    case 'status': {
      const met = new Set(cards.map((card) => card.status));
      return bookingStatuses
        .filter((status) => met.has(status))
        .map((status) => ({ key: status, name: statusWords[status], color: statusColors[status] }));
    }
    case 'resource': {
      const met = new Map<string, Resource>();
      for (const { resource, cards: own } of columns) if (own.length > 0) met.set(resource.id, resource);
      return [...met.values()].map(({ id, name, color }) => ({ key: id, name, color: color ?? plainColor }));
    }
    case 'service': {
      const met = new Set(cards.map((card) => card.service_id));
      const own = services.filter(({ id, color }) => met.has(id) && color !== undefined);
      const entries = own.map(({ id, name, color }) => ({ key: id, name, color: color ?? plainColor }));
      // A service without a colour has that of whoever gives it.
      const others = services.some(({ id, color }) => met.has(id) && color === undefined);
      return others ? [...entries, { key: '', name: t`Other: who gives it`, color: plainColor }] : entries;
    }
  }
}

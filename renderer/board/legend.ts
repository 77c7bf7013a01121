import { t } from '@lingui/core/macro';
import { bookingStatuses } from '../../shared/resources/bookings.ts';
import type { Resource } from '../../shared/resources/resources.ts';
import type { Service } from '../../shared/resources/services.ts';
import type { Format } from '../app/format.ts';
import { statusWords } from '../booking/status.ts';
import { type Coloring, plainColor, statusColors } from './colors.ts';
import type { ColumnModel } from './model.ts';

/** One line of the legend. */
export interface LegendEntry {
  readonly key: string;
  readonly name: string;
  readonly color: string;
}

type LegendService = Pick<Service, 'id' | 'name' | 'color' | 'category'>;

/** What the colours on the board mean: only those that are on it, in an order that stays the same. */
export function legendOf(
  columns: readonly ColumnModel[],
  services: readonly LegendService[],
  colorBy: Coloring,
  format: Pick<Format, 'list'>,
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
      const own = services.filter(({ id }) => met.has(id));
      const byColor = Map.groupBy(own, ({ color }) => color);
      return [...byColor].map(([color, alike]) => ({
        key: color ?? '',
        // A service without a colour has that of whoever gives it.
        name: color === undefined ? t`Other: who gives it` : nameOf(alike, format),
        color: color ?? plainColor,
      }));
    }
  }
}

/** What services of one colour have in common: their category, or else their names. */
function nameOf(alike: readonly LegendService[], format: Pick<Format, 'list'>): string {
  const [category, ...others] = new Set(alike.map((service) => service.category));
  if (category !== undefined && others.length === 0 && alike.length > 1) return category;
  return format.list(alike.map(({ name }) => name));
}

import { Button, Group } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import { useLive } from '../data/index.ts';
import type { Suggestion } from './conflicts.ts';

interface SuggestionButtonsProps {
  readonly suggestions: readonly Suggestion[];
  readonly onPick: (place: Suggestion) => void;
  readonly disabled?: boolean;
}

/** Free starts as buttons: when, and with whom. */
export function SuggestionButtons({ suggestions, onPick, disabled = false }: SuggestionButtonsProps) {
  const { format } = usePractice();
  const ids = [...new Set(suggestions.map((place) => place.resource_id))];
  const { data: names } = useLive(
    ['resources'],
    async (query) =>
      new Map(
        (await Promise.all(ids.map((id) => query.get('resources', id)))).map((each, i) => [
          ids[i],
          each?.name,
        ]),
      ),
    ids,
  );
  return (
    <Group gap={6}>
      {suggestions.map((place) => (
        <Button
          key={place.start_at + place.resource_id}
          size="compact-sm"
          variant="light"
          fw={500}
          disabled={disabled}
          onClick={() => onPick(place)}
        >
          {format.dayTime(place.start_at)}
          {names?.get(place.resource_id) && ` · ${names.get(place.resource_id)}`}
        </Button>
      ))}
    </Group>
  );
}

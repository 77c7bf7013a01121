import { Button, Group } from '@mantine/core';
import { usePractice } from '../app/practice.tsx';
import type { Suggestion } from './conflicts.ts';
import { useResourceNames } from './useResourceNames.ts';

interface SuggestionButtonsProps {
  readonly suggestions: readonly Suggestion[];
  readonly onPick: (place: Suggestion) => void;
  readonly disabled?: boolean;
}

/** Free starts as buttons: when, and with whom. */
export function SuggestionButtons({ suggestions, onPick, disabled = false }: SuggestionButtonsProps) {
  const { format } = usePractice();
  const names = useResourceNames();
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

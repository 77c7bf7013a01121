import type { Customer } from '../../shared/resources/customers.ts';

/** Fields of which one value stays; notes, alerts and tags are kept of both. */
export const chosenFields = ['name', 'phone', 'email', 'language'] as const;
export type ChosenField = (typeof chosenFields)[number];
export const joinedFields = ['alert', 'notes', 'tags'] as const;

/** Which of the two records a field is taken from. */
export type Side = 'kept' | 'gone';
export type Choice = Readonly<Record<ChosenField, Side>>;

/** As the hub would do it by itself: what the record that stays lacks comes from the other. */
export function usualChoice(kept: Customer, gone: Customer): Choice {
  const side = (field: ChosenField): Side => (kept[field] || !gone[field] ? 'kept' : 'gone');
  return { name: side('name'), phone: side('phone'), email: side('email'), language: side('language') };
}

/**
 * What is to be changed after the merge, which fills what the record that stays lacks and else keeps its own: the fields
 * that were chosen otherwise. Null removes one.
 */
export function afterMerge(
  kept: Customer,
  gone: Customer,
  choice: Choice,
): Readonly<Record<string, unknown>> {
  const merged = (field: ChosenField) => kept[field] ?? gone[field];
  const wanted = (field: ChosenField) => (choice[field] === 'kept' ? kept : gone)[field];
  return Object.fromEntries(
    chosenFields
      .filter((field) => wanted(field) !== merged(field))
      .map((field) => [field, wanted(field) ?? null]),
  );
}

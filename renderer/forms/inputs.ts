/**
 * What a number input holds: nothing where it is empty, the text where it is no number. `12.50` is a text while its last
 * zero is shown.
 */
export function numberOf(value: number | string): number | string | undefined {
  if (typeof value === 'number') return value;
  const text = value.trim();
  if (text === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** What a text input holds: nothing where it is empty. */
export function textOf(value: string | null): string | undefined {
  const text = value?.trim() ?? '';
  return text === '' ? undefined : text;
}

import { useCallback, useState } from 'react';
import type * as z from 'zod';

/**
 * State that this computer remembers. What was stored by an older version and no longer fits the schema counts as
 * nothing stored.
 */
export function useRemembered<T>(key: string, schema: z.ZodType<T>, fallback: T): [T, (next: T) => void] {
  const [value, setValue] = useState(() => recall(key, schema) ?? fallback);
  const remember = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, remember];
}

/** What this computer remembers; undefined where that is nothing, or nothing that fits. */
export function recall<T>(key: string, schema: z.ZodType<T>): T | undefined {
  const text = localStorage.getItem(key);
  if (text === null) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

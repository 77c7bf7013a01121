import * as z from 'zod';

/** A whole number in a query string, where everything is text: decimal digits and nothing else. */
export function wholeNumber<Bounds extends z.ZodType<number>>(bounds: Bounds) {
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text),
    bounds,
  );
}

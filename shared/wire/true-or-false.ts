import * as z from 'zod';

/** Yes or no in a query string, where everything is text: `true` or `false` and nothing else. */
export const trueOrFalse = z.preprocess(
  (text) => (text === 'true' || text === 'false' ? text === 'true' : text),
  z.boolean(),
);

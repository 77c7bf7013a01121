import type { LinguiConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** Which words there are and where: `npm run messages` gathers them from the sources. */
const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'de', 'es', 'fr', 'ar'],
  catalogs: [
    {
      path: '<rootDir>/renderer/language/messages/{locale}',
      include: ['<rootDir>/renderer', '<rootDir>/server/schedule/sheet-words.ts'],
    },
  ],
  orderBy: 'message',
  // Line numbers would change with every edit of a source.
  format: formatter({ lineNumbers: false, printPlaceholdersInComments: false }),
};

export default config;

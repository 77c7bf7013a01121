import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { root } from './run.ts';

const ofSheets = 'sheet.';

/** Where the hub finds the translations of its sheets. */
export const sheetFile = new URL('../server/schedule/sheet-messages.json', import.meta.url);

/**
 * The translations of what the hub's sheets say, as the message files have them: language, then id. The hub runs from its
 * sources, where nothing compiles message files.
 */
export async function sheetMessages(): Promise<Record<string, Record<string, string>>> {
  const config = getConfig({ cwd: root });
  const [catalog] = await getCatalogs(config);
  if (!catalog) throw new Error('lingui.config.ts names no catalogue');
  const languages = config.locales.filter((language) => language !== config.sourceLocale);
  const found = languages.map(async (language) => {
    const all = Object.entries((await catalog.read(language)) ?? {});
    const sheets = all.flatMap(([id, { translation }]) =>
      id.startsWith(ofSheets) && translation ? [[id, translation] as const] : [],
    );
    return [language, Object.fromEntries(sheets.sort(([a], [b]) => a.localeCompare(b)))] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

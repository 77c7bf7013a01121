import { i18n, type Messages } from '@lingui/core';
import { isLanguage, type Language, languages } from './languages.ts';

type Catalog = () => Promise<{ messages: Messages }>;

/** Each language is a file of its own, so that nobody waits for words of another. */
const catalogs: Record<Language, Catalog> = {
  // English is in the sources themselves.
  en: async () => ({ messages: {} }),
  de: () => import('./messages/de.po'),
  es: () => import('./messages/es.po'),
  fr: () => import('./messages/fr.po'),
  ar: () => import('./messages/ar.po'),
};

/** Names of months and days in the calendars of date fields; English ones are there anyway. */
const calendars: Record<Language, () => Promise<unknown>> = {
  en: async () => undefined,
  de: () => import('dayjs/locale/de'),
  es: () => import('dayjs/locale/es'),
  fr: () => import('dayjs/locale/fr'),
  ar: () => import('dayjs/locale/ar'),
};

/**
 * Makes all words that are said from now on those of a language, and the page run its way. Where they cannot be had (a
 * new version half fetched), English ones are better than an empty window. Resolves in any case.
 */
export async function speak(language: Language): Promise<void> {
  if (spokenNow() === language) return;
  const wished = await messagesOf(language);
  const messages = wished ?? (await messagesOf('en')) ?? {};
  const locale = wished ? language : 'en';
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
  document.documentElement.dir = languages[locale].dir;
}

/** The language of the words now; undefined until there are some. */
export function spokenNow(): Language | undefined {
  return isLanguage(i18n.locale) ? i18n.locale : undefined;
}

async function messagesOf(language: Language): Promise<Messages | undefined> {
  try {
    const [{ messages }] = await Promise.all([catalogs[language](), calendars[language]()]);
    return messages;
  } catch {
    return undefined;
  }
}

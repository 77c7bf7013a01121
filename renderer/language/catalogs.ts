import { i18n, type Messages } from '@lingui/core';
import type { Language } from './languages.ts';

type Catalog = () => Promise<{ messages: Messages }>;

/** Each language is a file of its own, so that nobody waits for words of another. */
const catalogs: Record<Language, Catalog> = {
  en: () => import('./messages/en.po'),
  de: () => import('./messages/de.po'),
  es: () => import('./messages/es.po'),
  fr: () => import('./messages/fr.po'),
  ar: () => import('./messages/ar.po'),
};

/** Makes all words that are said from now on those of a language. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await catalogs[language]();
  i18n.loadAndActivate({ locale: language, messages });
}

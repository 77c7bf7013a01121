import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import * as z from 'zod';
import { useRemembered } from '../ui/useRemembered.ts';
import { speak } from './catalogs.ts';
import { isLanguage, type Language, languages, spokenOf } from './languages.ts';

interface LanguageChoice {
  readonly language: Language;
  /** What somebody chose at this desk; `auto` is the computer's language. */
  readonly wish: Language | 'auto';
  choose(wish: Language | 'auto'): void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

const wishes = z.union([z.literal('auto'), z.string().refine(isLanguage)]);

/**
 * Shows what is inside in the chosen language. A change of language builds everything anew, so that words which were
 * put together outside of components change, too.
 */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [wish, choose] = useRemembered('language', wishes, 'auto');
  const language = wish === 'auto' ? spokenOf(navigator.languages) : wish;
  const [spoken, setSpoken] = useState<Language>();
  const { dir } = languages[language];

  useEffect(() => {
    let over = false;
    // Without the words of a language (a new version half fetched) English ones are better than an empty window.
    void speak(language)
      .catch(() => i18n.loadAndActivate({ locale: language, messages: {} }))
      .then(() => {
        if (over) return;
        document.documentElement.lang = language;
        document.documentElement.dir = dir;
        setSpoken(language);
      });
    return () => {
      over = true;
    };
  }, [language, dir]);

  const choice = useMemo(() => ({ language, wish, choose }), [language, wish, choose]);
  if (!spoken) return null;
  return (
    <LanguageContext value={choice}>
      <I18nProvider i18n={i18n}>
        <DirectionProvider key={spoken} initialDirection={languages[spoken].dir} detectDirection={false}>
          {children}
        </DirectionProvider>
      </I18nProvider>
    </LanguageContext>
  );
}

/** The language of this desk and the way to another one. */
export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('useLanguage needs a LanguageProvider above it');
  return choice;
}

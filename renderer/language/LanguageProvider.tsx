import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { DirectionProvider } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import * as z from 'zod';
import { somethingIsOpen } from '../forms/unsaved.ts';
import { recall, useRemembered } from '../ui/useRemembered.ts';
import { speak, spokenNow } from './catalogs.ts';
import { isLanguage, type Language, languages, spokenOf } from './languages.ts';

interface LanguageChoice {
  readonly language: Language;
  /** What somebody chose at this desk; `auto` is the computer's language. */
  readonly wish: Language | 'auto';
  /** Changes it, or asks first where that would lose what is being filled in. */
  choose(wish: Language | 'auto'): void;
  /** What was asked for and would lose something; `answer` says whether it is to be. */
  readonly asked: Language | 'auto' | undefined;
  answer(yes: boolean): void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

const key = 'language';
const wishes = z.union([z.literal('auto'), z.string().refine(isLanguage)]);

/** The words of this desk's language, fetched while all else still opens. Resolves in any case. */
export async function speakAtStart(): Promise<void> {
  await speak(languageOf(recall(key, wishes) ?? 'auto'));
}

function languageOf(wish: Language | 'auto'): Language {
  return wish === 'auto' ? spokenOf(navigator.languages) : wish;
}

/**
 * Shows what is inside in the chosen language. A change of language builds everything anew, so that words which were
 * put together outside of components change, too.
 */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [wish, remember] = useRemembered(key, wishes, 'auto');
  const [asked, setAsked] = useState<Language | 'auto'>();
  const [spoken, setSpoken] = useState(spokenNow);
  const language = languageOf(wish);

  useEffect(() => {
    let over = false;
    void speak(language).then(() => {
      if (!over) setSpoken(spokenNow());
    });
    return () => {
      over = true;
    };
  }, [language]);

  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      wish,
      choose(next) {
        const anew = languageOf(next) !== language;
        if (anew && somethingIsOpen()) setAsked(next);
        else remember(next);
      },
      asked,
      answer(yes) {
        setAsked(undefined);
        if (yes && asked) remember(asked);
      },
    }),
    [language, wish, remember, asked],
  );
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

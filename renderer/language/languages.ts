/** The languages that the desk speaks, each in its own words. */
export const languages = {
  en: { name: 'English', dir: 'ltr' },
  de: { name: 'Deutsch', dir: 'ltr' },
  es: { name: 'Español', dir: 'ltr' },
  fr: { name: 'Français', dir: 'ltr' },
  ar: { name: 'العربية', dir: 'rtl' },
} as const;

export type Language = keyof typeof languages;

/** The first of a person's languages (`de-CH`, `en`) that the desk speaks; English where it speaks none. */
export function spokenOf(wished: readonly string[]): Language {
  const bases = wished.map((tag) => tag.split('-')[0] ?? '');
  return bases.find(isLanguage) ?? 'en';
}

export function isLanguage(tag: string): tag is Language {
  return tag in languages;
}

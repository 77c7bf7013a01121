import { compileMessage } from '@lingui/message-utils/compileMessage';

/**
 * What is wrong with a translation, in words for whoever mends it; empty where nothing is.
 * @param source The English message in ICU form.
 * @param language `ar`: its plural forms are those that must be there.
 */
export function flawsOf(source: string, translation: string, language: string): string[] {
  if (translation.trim() === '') return ['is missing'];
  const [wanted, said] = [partsOf(source), partsOf(translation)];
  const flaws: string[] = [];
  for (const name of wanted.names) if (!said.names.has(name)) flaws.push(`has no ${name}`);
  for (const name of said.names)
    if (!wanted.names.has(name)) flaws.push(`has ${name}, which nobody fills in`);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const plural of said.plurals) {
    const lacking = forms.filter((form) => !plural.includes(form));
    if (lacking.length > 0) flaws.push(`lacks the plural forms ${lacking.join(', ')}`);
  }
  return flaws;
}

interface Parts {
  /** `{name}`, `n, plural` and `<0>`. */
  readonly names: ReadonlySet<string>;
  /** The forms of each plural. */
  readonly plurals: readonly (readonly string[])[];
}

function partsOf(message: string): Parts {
  const names = new Set<string>();
  const plurals: string[][] = [];
  const look = (token: unknown): void => {
    if (typeof token === 'string') for (const [tag] of token.matchAll(/<\/?\d+\/?>/g)) names.add(tag);
    if (!Array.isArray(token)) return;
    const [name, type, forms]: readonly unknown[] = token;
    names.add(type === undefined ? `{${name}}` : `${name}, ${type}`);
    if (typeof forms !== 'object' || forms === null) return;
    if (type === 'plural') plurals.push(Object.keys(forms));
    for (const form of Object.values(forms)) lookAll(form);
  };
  const lookAll = (tokens: unknown) => {
    if (Array.isArray(tokens)) tokens.forEach(look);
    else look(tokens);
  };
  lookAll(compileMessage(message));
  return { names, plurals };
}

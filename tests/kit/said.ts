import { join } from 'node:path';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import type { Page } from '@playwright/test';

const root = join(import.meta.dirname, '../..');

/** Words of the desk that are English although a translation is there, among all that a page says right now. */
export type FindEnglish = (page: Page) => Promise<string[]>;

/** Reads the messages of a language; those that are the same in English do not count. */
export async function englishOn(language: string): Promise<FindEnglish> {
  const [catalog] = await getCatalogs(getConfig({ cwd: root }));
  const messages = Object.values((await catalog?.read(language)) ?? {});
  const english = messages.flatMap(({ message, translation, origin = [] }) => {
    // What a new practice is filled with becomes its own names, which stay as they are.
    const names = origin.every(([file]) => file.endsWith('service-words.ts'));
    return message && !names && !message.includes('{') && message !== translation ? [message] : [];
  });
  // In another language the same word may be somebody's name, or another message.
  const translations = new Set(messages.map(({ translation }) => translation));
  const foreign = english.filter((message) => !translations.has(message));
  return (page) => page.evaluate(saidOf, foreign);
}

/** Runs in the page. */
function saidOf(words: readonly string[]): string[] {
  const said = new Set<string>();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    said.add(node.textContent?.trim().replaceAll(/\s+/g, ' ') ?? '');
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
    for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
      said.add(element.getAttribute(name) ?? '');
  return words.filter((word) => said.has(word));
}

import { readFileSync } from 'node:fs';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../renderer/language/languages.ts';
import { flawsOf } from './messages.ts';
import { root } from './run.ts';
import { sheetFile, sheetMessages } from './sheet-messages.ts';

describe('a translation', () => {
  const seats = '{n, plural, one {# seat for {name}} other {# seats for {name}}}';

  it('has every name and no other', () => {
    expect(flawsOf('Booked {name}, {time}', 'Gebucht: {name}, {time}', 'de')).toEqual([]);
    expect(flawsOf('Booked {name}, {time}', 'Gebucht: {nam}, {time}', 'de')).toEqual([
      'has no {name}',
      'has {nam}, which nobody fills in',
    ]);
    expect(flawsOf('Add <0>{typed}</0>', '{typed} anlegen', 'de')).toEqual(['has no <0>', 'has no </0>']);
    expect(flawsOf('Book', ' ', 'de')).toEqual(['is missing']);
  });

  it('has the plural forms of its language', () => {
    expect(flawsOf(seats, '{n, plural, one {# Platz für {name}} other {# Plätze für {name}}}', 'de')).toEqual(
      [],
    );
    expect(flawsOf(seats, '{n, plural, one {مقعد {name}} other {# مقاعد {name}}}', 'ar')).toEqual([
      'lacks the plural forms zero, two, few, many',
    ]);
    expect(flawsOf(seats, '# Plätze für {name}', 'de')).toEqual(['has no n, plural']);
  });
});

describe('message files', () => {
  const others = Object.keys(languages).filter((language) => language !== 'en');
  let collected: Readonly<Record<string, { readonly message?: string | undefined }>> = {};
  const files = new Map<string, Awaited<ReturnType<typeof read>>>();

  async function catalog() {
    const [found] = await getCatalogs(getConfig({ cwd: root }));
    if (!found) throw new Error('lingui.config.ts names no catalogue');
    return found;
  }

  async function read(language: string) {
    return (await (await catalog()).read(language)) ?? {};
  }

  beforeAll(async () => {
    collected = (await (await catalog()).collect()) ?? {};
    for (const language of Object.keys(languages)) files.set(language, await read(language));
  }, 120_000);

  it.each(Object.keys(languages))('%s has the messages of the sources, no more and no fewer', (language) => {
    // `npm run messages` gathers them.
    const english = (id: string) => collected[id]?.message ?? files.get(language)?.[id]?.message ?? id;
    const [wanted, there] = [Object.keys(collected), Object.keys(files.get(language) ?? {})];
    expect(wanted.length).toBeGreaterThan(600);
    expect(wanted.filter((id) => !there.includes(id)).map(english), 'not gathered yet').toEqual([]);
    expect(there.filter((id) => !wanted.includes(id)).map(english), 'said nowhere any more').toEqual([]);
  });

  it.each(others)('%s says each of them, with its names and plural forms', (language) => {
    const messages = files.get(language) ?? {};
    const flaws = Object.entries(collected).flatMap(([id, { message = id }]) =>
      flawsOf(message, messages[id]?.translation ?? '', language).map((flaw) => `${message}: ${flaw}`),
    );
    expect(flaws).toEqual([]);
  });
});

it('the hub’s sheets say what the message files say', async () => {
  // `npm run messages` puts it there.
  expect(JSON.parse(readFileSync(sheetFile, 'utf8'))).toEqual(await sheetMessages());
});

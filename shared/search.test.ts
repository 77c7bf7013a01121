import { describe, expect, test } from 'vitest';
import { fold, rank, searchable } from './search.ts';

const people = [
  { id: 'cust_1', name: 'Priya Sharma', phone: '+919876543210', email: 'priya@example.com' },
  { id: 'cust_2', name: 'Zoë Ångström', phone: '+46701234567' },
  { id: 'cust_3', name: 'Anna Maria Schmidt', email: 'a.schmidt@example.org' },
  { id: 'cust_4', name: 'Maria Anna Weiß' },
  { id: 'cust_5', name: 'Marianne Priyanka' },
  { id: 'cust_6', name: 'Seán O’Brien', email: 'maria.fan@example.org' },
  { id: 'cust_7', name: 'Maria' },
].map(searchable);

function found(text: string, limit = 10): string[] {
  return rank(people, text, limit);
}

describe('folding', () => {
  test.each([
    ['Zoë ÅNGSTRÖM', 'zoe angstrom'],
    ['Weiß', 'weiss'],
    ['Łukasz Øster', 'lukasz oster'],
    ['İpek', 'ipek'],
  ])('%s is found as %s', (typed, folded) => {
    expect(fold(typed)).toBe(folded);
  });
});

describe('a search finds', () => {
  test('names by the start of any word, whatever accents and case', () => {
    expect(found('angs')).toEqual(['cust_2']);
    expect(found('ZOE')).toEqual(['cust_2']);
    expect(found('weiss')).toEqual(['cust_4']);
    expect(found('brien')).toEqual(['cust_6']);
    expect(found('rma')).toEqual([]);
  });

  test('the whole name before its beginning, before words inside, before e-mail addresses', () => {
    expect(found('maria')).toEqual(['cust_7', 'cust_4', 'cust_5', 'cust_3', 'cust_6']);
  });

  test('several words in any order, all of which must match', () => {
    expect(found('sharma priya')).toEqual(['cust_1']);
    expect(found('maria schm')).toEqual(['cust_3']);
    expect(found('maria sharma')).toEqual([]);
  });

  test('phone numbers by any three digits in a row, however they are typed', () => {
    expect(found('3210')).toEqual(['cust_1']);
    expect(found('+91 98765-43210')).toEqual(['cust_1']);
    expect(found('070 123 45 67')).toEqual(['cust_2']);
    expect(found('32')).toEqual([]);
  });

  test('e-mail addresses by their start', () => {
    expect(found('a.schmidt@exa')).toEqual(['cust_3']);
    expect(found('priya@')).toEqual(['cust_1']);
  });

  test('nothing for nothing, and no more than was asked for', () => {
    expect(found('')).toEqual([]);
    expect(found('   ')).toEqual([]);
    expect(found('a', 2)).toHaveLength(2);
    expect(found('maria', 0)).toEqual([]);
  });
});

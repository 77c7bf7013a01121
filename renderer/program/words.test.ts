import { expect, test } from 'vitest';
import { englishWords } from '../../shared/program.ts';
import { programWords } from './words.ts';

test('what the program says in English before the window has said so is what it says afterwards', () => {
  expect(programWords()).toEqual(englishWords);
});

import { expect, test } from 'vitest';
import { problemOf } from './files.ts';

test.each([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EACCES', 'not_allowed'],
  ['EPERM', 'not_allowed'],
  ['EROFS', 'not_allowed'],
  ['ENOENT', 'gone'],
  ['ENOTDIR', 'gone'],
  ['EEXIST', 'gone'],
  ['EIO', 'failed'],
  [undefined, 'failed'],
])('an error %s of the disk means that it is %s', (code, problem) => {
  expect(problemOf(Object.assign(new Error('no'), { code }))).toBe(problem);
});

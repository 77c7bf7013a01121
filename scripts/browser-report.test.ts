import { expect, test } from 'vitest';
import { whereOf } from './browser-report.ts';

test('the line says where tests ran, suites within suites included, and where none did', () => {
  const spec = (...names: string[]) => ({ tests: names.map((projectName) => ({ projectName })) });
  const suites = [
    { specs: [spec('pictures'), spec('double')], suites: [{ specs: [spec('browser', 'double-long')] }] },
    { specs: [spec('browser')] },
  ];
  expect(whereOf({ suites })).toBe(
    'Ran in a browser (3 tests) and the double of Electron (2 tests); not in real Electron.',
  );
  expect(whereOf({ suites: [] })).toBe(
    'Ran in nothing; not in a browser, the double of Electron, real Electron.',
  );
});

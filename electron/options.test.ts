import { describe, expect, test } from 'vitest';
import { argsOf, readOptions, windowDataDir } from './options.ts';

describe('the command line of the desktop app', () => {
  test('says data folder, port and demo, among switches of others', () => {
    const options = readOptions(['--data', '/d', '--port=0', '--demo', '--lang=de', '--inspect', '.'], {});
    expect(options).toEqual({ data: '/d', port: 0, demo: true });
    expect(readOptions(argsOf(options), {})).toEqual(options);
  });

  test('without it, the hub’s own defaults hold', () => {
    expect(readOptions([], {})).toEqual({ data: undefined, port: undefined, demo: false });
    expect(argsOf(readOptions([], {}))).toEqual([]);
    expect(windowDataDir(readOptions([], {}))).toBeUndefined();
  });

  test('the environment may name the data folder, the command line wins', () => {
    expect(readOptions([], { DUNEBOOK_DATA: '/e' }).data).toBe('/e');
    expect(readOptions(['--data', '/d'], { DUNEBOOK_DATA: '/e' }).data).toBe('/d');
  });

  test('a data folder keeps its own window store', () => {
    expect(windowDataDir(readOptions(['--data', '/d'], {}))).toBe('/d/window');
  });

  test.each([['--port', 'x'], ['--port', '65536'], ['--port=-1'], ['--port']])(
    '%s %s is refused',
    (...args) => {
      expect(() => readOptions(args, {})).toThrow('--port needs a number');
    },
  );
});

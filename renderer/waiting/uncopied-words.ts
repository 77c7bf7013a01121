import { plural } from '@lingui/core/macro';

/** What it means that so many changes are kept once only, and what to do. */
export function uncopiedWords(count: number): string {
  return plural(count, {
    one: '# change is kept once only: there is no more room for second copies of what waits. If this computer’s disk fails before the hub can be reached, that change is lost. See to it that the hub is reached, or save what waits to a file.',
    other:
      '# changes are kept once only: there is no more room for second copies of what waits. If this computer’s disk fails before the hub can be reached, those changes are lost. See to it that the hub is reached, or save what waits to a file.',
  });
}

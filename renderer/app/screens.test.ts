import { msg } from '@lingui/core/macro';
import { IconCalendar } from '@tabler/icons-react';
import { describe, expect, it } from 'vitest';
import { railScreenAt, type Screen, screenAt, screens } from './screens.ts';

describe('screens', () => {
  const part: Screen = {
    path: '/setup/services',
    words: msg`Services`,
    icon: IconCalendar,
    group: 'practice',
    within: '/setup',
  };
  const setup: Screen = { path: '/setup', words: msg`Setup`, icon: IconCalendar, group: 'practice' };

  it('are found by every address that belongs to them', () => {
    const at = (pathname: string) => screenAt(pathname)?.path;
    expect(['/board', '/board/2026-04-20', '/booking/bk_1', '/class/cls_1'].map(at)).toEqual(
      Array(4).fill('/board'),
    );
    expect(at('/integrations/webhooks/we_1')).toBe('/integrations');
    expect(at('/findings')).toBeUndefined();
  });

  it('that are parts of another have a title of their own and its place in the rail', () => {
    const among = [setup, part];
    expect(screenAt('/setup/services/svc_1', among)).toBe(part);
    expect(railScreenAt('/setup/services/svc_1', among)).toBe(setup);
  });

  it('have one address each, and parts name a screen that is there', () => {
    const paths = screens.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const { within } of screens) if (within) expect(paths).toContain(within);
  });
});

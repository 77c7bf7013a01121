import { t } from '@lingui/core/macro';
import type { UpdateState } from '../../shared/program.ts';

/**
 * How the program stands to newer ones of itself.
 * @param when Says an instant as people here do.
 */
export function updateWords(updates: UpdateState, when: (instant: string) => string): string {
  switch (updates.state) {
    case 'never':
      return neverWords(updates.why);
    case 'none': {
      if (updates.looked_at === undefined) return t`It has not looked for a newer version yet.`;
      const time = when(updates.looked_at);
      return t`There is no newer version, as of ${time}.`;
    }
    case 'looking':
      return t`Looking for a newer version…`;
    case 'loading': {
      const { version, percent } = updates;
      return t`Version ${version} is being loaded: ${percent} %`;
    }
    case 'ready': {
      const { version } = updates;
      return t`Version ${version} is ready and is installed when Dunebook is closed.`;
    }
    case 'failed': {
      const time = when(updates.at);
      return t`Looking for a newer version did not work, ${time}. Nothing else is affected.`;
    }
  }
}

function neverWords(why: Extract<UpdateState, { state: 'never' }>['why']): string {
  switch (why) {
    case 'no_source':
      return t`This copy was not told where newer versions are: it is updated by hand.`;
    case 'package':
      return t`It is updated by installing the newer package.`;
    case 'environment':
      return t`Whoever looks after this computer switched updates off.`;
  }
}

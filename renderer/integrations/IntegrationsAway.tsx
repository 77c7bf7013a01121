import { Trans } from '@lingui/react/macro';
import { NeedsHub } from '../person/NeedsHub.tsx';

/** In place of integrations while the hub is away. */
export function IntegrationsAway() {
  return (
    <NeedsHub>
      <Trans>
        Integrations are kept by the hub, which can’t be reached right now. What it has to send waits there
        and goes out by itself; nothing is lost.
      </Trans>
    </NeedsHub>
  );
}

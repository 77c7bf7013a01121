import { useEffect, useState } from 'react';
import { writeAddress } from '../../shared/lan/address.ts';
import { desktopProgram } from './desktop.ts';

/**
 * Under which address other programs reach the hub: where this page came from, or, in the desktop window, what the
 * program says.
 */
export function useHubAddress(): string {
  const [address, setAddress] = useState(location.origin);
  useEffect(() => {
    const program = desktopProgram();
    if (!program) return;
    void Promise.all([program.hubStatus(), program.hubTarget()]).then(([own, target]) => {
      const [elsewhere] = target.kind === 'lan' ? target.addresses : [];
      if (elsewhere) setAddress(`https://${writeAddress(elsewhere)}`);
      else if (own.state === 'ready') setAddress(own.url);
    });
  }, []);
  return address;
}

import { useEffect, useState } from 'react';
import * as z from 'zod';

const status = z.object({ state: z.literal('ready'), url: z.url() });

/**
 * Under which address other programs reach the hub: where this page came from, or, in the desktop window, what the
 * program says.
 */
export function useHubAddress(): string {
  const [address, setAddress] = useState(location.origin);
  useEffect(() => {
    const bridge: unknown = Reflect.get(window, 'dunebook');
    if (typeof bridge !== 'object' || bridge === null) return;
    const ask: unknown = Reflect.get(bridge, 'hubStatus');
    if (typeof ask !== 'function') return;
    void Promise.resolve(ask()).then((answer: unknown) => {
      const known = status.safeParse(answer);
      if (known.success) setAddress(known.data.url);
    });
  }, []);
  return address;
}

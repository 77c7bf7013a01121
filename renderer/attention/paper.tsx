import { createContext, type ReactNode, useContext, useState } from 'react';
import * as z from 'zod';
import { useHubWatch } from '../data/index.ts';

/** What of the hub's answer about paper sheets matters here. */
const answered = z.object({
  on: z.boolean(),
  folder: z.string(),
  written_at: z.string().optional(),
  problem: z.enum(['full', 'not_allowed', 'gone', 'failed']).optional(),
});

/** Paper sheets that are not written any more. */
export interface PaperTrouble {
  readonly problem: NonNullable<z.output<typeof answered>['problem']>;
  /** On the hub's computer. */
  readonly folder: string;
  /** When all of them were right for the last time since the hub started. */
  readonly written_at?: string | undefined;
}

const PaperContext = createContext<PaperTrouble | undefined>(undefined);

/** Knows whether the hub can write its paper sheets: without them the practice has nothing on the day when all else fails. */
export function PaperProvider({ children }: { readonly children: ReactNode }) {
  const [trouble, setTrouble] = useState<PaperTrouble>();
  useHubWatch('/v2/paper', (body) => {
    const read = answered.safeParse(body).data;
    const found = read?.on && read.problem ? { ...read, problem: read.problem } : undefined;
    if (read) setTrouble(found);
  });
  return <PaperContext value={trouble}>{children}</PaperContext>;
}

/** Why the hub's paper sheets are old; undefined where they are not, or nobody wants any. */
export function usePaperTrouble(): PaperTrouble | undefined {
  return useContext(PaperContext);
}

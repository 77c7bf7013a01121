import { createContext, lazy, type ReactNode, Suspense, useContext, useMemo, useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Service } from '../../shared/resources/services.ts';

/** A visit that is to repeat. */
export interface RepeatDraft {
  readonly service: Service;
  readonly resource_id: string;
  readonly customer: Customer | undefined;
  /** Milliseconds: the first one's. */
  readonly start: number;
  /** Minutes; absent: as long as the service takes. */
  readonly duration: number | undefined;
  readonly notes: string;
}

const RepeatContext = createContext<(draft: RepeatDraft) => void>(() => undefined);

const SeriesDialog = lazy(async () => ({ default: (await import('./SeriesDialog.tsx')).SeriesDialog }));

/** Opens the dialog that makes a series of a visit. */
export function useRepeat(): (draft: RepeatDraft) => void {
  return useContext(RepeatContext);
}

export function RepeatProvider({ children }: { readonly children: ReactNode }) {
  const [draft, setDraft] = useState<RepeatDraft>();
  const open = useMemo(() => (next: RepeatDraft) => setDraft(next), []);
  return (
    <RepeatContext value={open}>
      {children}
      {draft && (
        <Suspense>
          <SeriesDialog draft={draft} onClose={() => setDraft(undefined)} />
        </Suspense>
      )}
    </RepeatContext>
  );
}

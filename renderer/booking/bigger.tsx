import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Customer } from '../../shared/resources/customers.ts';
import type { Service } from '../../shared/resources/services.ts';
import { later } from '../ui/later.tsx';

/** A booking that is to become more than one: what the form knows of it. */
export interface BiggerDraft {
  readonly service: Service;
  /** Absent: anyone free. */
  readonly resource_id: string | undefined;
  readonly customer: Customer | undefined;
  /** Milliseconds. */
  readonly start: number;
  /** Minutes; absent: as long as the service takes. */
  readonly duration: number | undefined;
  readonly notes: string;
}

interface Bigger {
  /** Makes a series of it. */
  repeat(draft: BiggerDraft): void;
  /** Adds other services to it, one after the other. */
  extend(draft: BiggerDraft): void;
}

const BiggerContext = createContext<Bigger | undefined>(undefined);

const SeriesDialog = later(async () => (await import('../series/SeriesDialog.tsx')).SeriesDialog);
const VisitDialog = later(async () => (await import('../visits/VisitDialog.tsx')).VisitDialog);

/** Opens the dialogs that make a series, or a visit of several services, of a booking. */
export function useBigger(): Bigger {
  const bigger = useContext(BiggerContext);
  if (!bigger) throw new Error('useBigger needs a BiggerProvider above it');
  return bigger;
}

export function BiggerProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<{ readonly kind: 'series' | 'visit'; readonly draft: BiggerDraft }>();
  const value = useMemo<Bigger>(
    () => ({
      repeat: (draft) => setOpen({ kind: 'series', draft }),
      extend: (draft) => setOpen({ kind: 'visit', draft }),
    }),
    [],
  );
  const close = () => setOpen(undefined);
  return (
    <BiggerContext value={value}>
      {children}
      {open?.kind === 'series' && <SeriesDialog draft={open.draft} onClose={close} />}
      {open?.kind === 'visit' && <VisitDialog draft={open.draft} onClose={close} />}
    </BiggerContext>
  );
}

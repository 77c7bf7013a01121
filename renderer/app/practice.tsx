import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Practice } from '../../shared/resources/practice.ts';
import { type Format, formatOf } from './format.ts';

interface PracticeView {
  readonly practice: Practice;
  readonly format: Format;
}

const PracticeContext = createContext<PracticeView | undefined>(undefined);

export function PracticeProvider({
  practice,
  children,
}: {
  readonly practice: Practice;
  readonly children: ReactNode;
}) {
  const { timezone, locale } = practice;
  const format = useMemo(() => formatOf({ timezone, locale }), [timezone, locale]);
  const view = useMemo(() => ({ practice, format }), [practice, format]);
  return <PracticeContext value={view}>{children}</PracticeContext>;
}

/** The practice and how it writes times, dates and money. */
export function usePractice(): PracticeView {
  const view = useContext(PracticeContext);
  if (!view) throw new Error('usePractice needs a PracticeProvider above it');
  return view;
}

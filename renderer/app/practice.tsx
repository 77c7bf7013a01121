import { DatesProvider } from '@mantine/dates';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Practice } from '../../shared/resources/practice.ts';
import { useLanguage } from '../language/LanguageProvider.tsx';
import { type Format, formatOf } from './format.ts';
import { usePreferences } from './preferences.ts';

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
  const { timezone, locale, country } = practice;
  const { language } = useLanguage();
  const [{ clock, week_start }] = usePreferences();
  const format = useMemo(
    () =>
      formatOf(
        { timezone, locale, country },
        {
          language,
          ...(clock !== 'auto' && { hour12: clock === '12' }),
          ...(week_start !== 'auto' && { firstDay: week_start }),
        },
      ),
    [timezone, locale, country, language, clock, week_start],
  );
  const view = useMemo(() => ({ practice, format }), [practice, format]);
  return (
    <PracticeContext value={view}>
      <DatesProvider settings={{ locale: language, firstDayOfWeek: format.firstDay, weekendDays: [] }}>
        {children}
      </DatesProvider>
    </PracticeContext>
  );
}

/** The practice and how it writes times, dates and money. */
export function usePractice(): PracticeView {
  const view = useContext(PracticeContext);
  if (!view) throw new Error('usePractice needs a PracticeProvider above it');
  return view;
}

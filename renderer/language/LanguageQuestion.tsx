import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { StayQuestion } from '../forms/StayQuestion.tsx';
import { useLanguage } from './LanguageProvider.tsx';

/** Asks before another language builds the screen anew over something that is being filled in. */
export function LanguageQuestion() {
  const { answer } = useLanguage();
  return (
    <StayQuestion
      opened
      title={t`Change the language now?`}
      goOn={t`Change it`}
      onStay={() => answer(false)}
      onGoOn={() => answer(true)}
    >
      <Trans>What is open is built anew. What you filled in and didn’t save is lost.</Trans>
    </StayQuestion>
  );
}

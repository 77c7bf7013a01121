import { t } from '@lingui/core/macro';
import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Refusal } from '../../shared/errors.ts';
import { proposePractice } from '../../shared/setup/propose.ts';
import type { Setup } from '../data/index.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import { answersOf, type Draft, firstDraft, withTrade } from './answers.ts';
import { problemsOf, type Step, steps } from './check.ts';
import { HoursStep } from './HoursStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { PracticeStep } from './PracticeStep.tsx';
import { setupProblem } from './problem.ts';
import { ServicesStep } from './ServicesStep.tsx';
import classes from './setup.module.css';
import { TradeStep } from './TradeStep.tsx';
import { welcome } from './welcome.ts';

/** What a step works with. */
export interface StepProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** What is wrong, by field; nothing until somebody wants to go on. */
  readonly problems: Readonly<Record<string, string>>;
}

/** Five short pages, each filled in as far as can be guessed; Enter goes on. */
export function Wizard({ setup, onBack }: { readonly setup: Setup; readonly onBack: () => void }) {
  const [draft, setDraft] = useState(() => firstDraft(ownZone(), navigator.languages));
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const step = steps[at] ?? 'trade';
  const problems = tried ? problemsOf(step, draft) : {};
  const last = at === steps.length - 1;

  const set = (change: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...change }));
    setRefusal(undefined);
  };
  const go = (to: number) => {
    setTried(false);
    setAt(to);
  };

  const finish = async () => {
    const answers = answersOf(draft);
    if (!answers || busy) return;
    setBusy(true);
    const refused = await setup.setUp(proposePractice(answers, setup.makeId));
    setBusy(false);
    setRefusal(refused);
    if (!refused) welcome('practice');
  };

  const next = () => {
    if (Object.keys(problemsOf(step, draft)).length > 0) return setTried(true);
    if (last) void finish();
    else go(at + 1);
  };

  const props = { draft, set, problems };
  return (
    <main className={classes.page}>
      <form
        className={classes.inner}
        noValidate
        aria-label={t`Set up my practice`}
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <Progress at={at} />
        <div className={classes.card}>
          <Title order={1} size="h3" mb={4}>
            {titleOf(step)}
          </Title>
          {step === 'trade' && (
            <TradeStep
              draft={draft}
              onChoose={(trade) => {
                setDraft(withTrade(draft, trade));
                go(1);
              }}
            />
          )}
          {step === 'practice' && <PracticeStep {...props} />}
          {step === 'hours' && <HoursStep {...props} />}
          {step === 'people' && <PeopleStep {...props} />}
          {step === 'services' && <ServicesStep {...props} />}
          {refusal && <ProblemText>{setupProblem(refusal)}</ProblemText>}
        </div>
        <div className={classes.foot}>
          <Button variant="default" onClick={() => (at === 0 ? onBack() : go(at - 1))}>
            {t`Back`}
          </Button>
          {(at > 0 || draft.trade) && (
            <Button type="submit" loading={busy}>
              {last ? t`Open the board` : t`Continue`}
            </Button>
          )}
        </div>
      </form>
    </main>
  );
}

function Progress({ at }: { readonly at: number }) {
  const total = steps.length;
  const now = at + 1;
  return (
    <>
      <Text size="sm" c="dimmed" mb={6}>
        {t`Step ${now} of ${total}`}
      </Text>
      <ol className={classes.progress} aria-hidden>
        {steps.map((step, index) => (
          <li key={step} data-done={index <= at || undefined} />
        ))}
      </ol>
    </>
  );
}

function titleOf(step: Step): string {
  switch (step) {
    case 'trade':
      return t`What do you do?`;
    case 'practice':
      return t`Your practice`;
    case 'hours':
      return t`When are you open?`;
    case 'people':
      return t`Who works there?`;
    case 'services':
      return t`What can be booked?`;
  }
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

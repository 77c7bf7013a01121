import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import {
  IconBook,
  IconBriefcase,
  IconDental,
  IconPaw,
  IconScissors,
  IconSparkles,
  IconStethoscope,
  IconStretching,
} from '@tabler/icons-react';
import { type Trade, trades } from '../../shared/setup/trades.ts';
import type { Draft } from './answers.ts';
import classes from './setup.module.css';
import { tradeWords } from './trade-words.ts';

const icons: Readonly<Record<Trade, typeof IconBook>> = {
  medical: IconStethoscope,
  dental: IconDental,
  physiotherapy: IconStretching,
  hair: IconScissors,
  beauty: IconSparkles,
  consulting: IconBriefcase,
  tutoring: IconBook,
  vet: IconPaw,
};

/** Choosing goes on at once. */
export function TradeStep({
  draft,
  onChoose,
}: {
  readonly draft: Draft;
  readonly onChoose: (trade: Trade) => void;
}) {
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t`So that hours, rooms and services are proposed that fit. Choose what comes closest.`}
      </Text>
      <div className={classes.trades}>
        {trades.map((trade) => {
          const Icon = icons[trade];
          const { name, about } = tradeWords(trade);
          return (
            <button
              key={trade}
              type="button"
              className={classes.way}
              aria-pressed={draft.trade === trade}
              onClick={() => onChoose(trade)}
            >
              <Icon size={26} stroke={1.5} aria-hidden />
              <Text component="span" fw={600}>
                {name}
              </Text>
              <Text component="span" size="xs" c="dimmed">
                {about}
              </Text>
            </button>
          );
        })}
      </div>
    </>
  );
}

import { t } from '@lingui/core/macro';
import type { Trade } from '../../shared/setup/trades.ts';

/** What a trade calls itself, those who come and where they sit. */
interface TradeWords {
  readonly name: string;
  /** What it is, in a few words. */
  readonly about: string;
  /** Asks who sees those who come. */
  readonly who: string;
  /** Said of the owner: `I see patients myself`. */
  readonly myself: string;
  /** Asks how many places there are. */
  readonly howMany: string;
  place(number: number): string;
}

export function tradeWords(trade: Trade): TradeWords {
  const rooms = { howMany: t`How many rooms do you work in?`, place: (number: number) => t`Room ${number}` };
  const chairs = {
    howMany: t`How many chairs do you have?`,
    place: (number: number) => t`Chair ${number}`,
  };
  const patients = { who: t`Who else sees patients?`, myself: t`I see patients myself` };
  const clients = { who: t`Who else sees clients?`, myself: t`I see clients myself` };
  switch (trade) {
    case 'medical':
      return { name: t`Doctor’s practice`, about: t`Consultations, check-ups, tests`, ...patients, ...rooms };
    case 'dental':
      return { name: t`Dentist`, about: t`Check-ups, cleaning, treatments`, ...patients, ...chairs };
    case 'physiotherapy':
      return { name: t`Physiotherapy`, about: t`Treatments one after the other`, ...patients, ...rooms };
    case 'hair':
      return { name: t`Hairdresser`, about: t`Cuts, colour, styling`, ...clients, ...chairs };
    case 'beauty':
      return { name: t`Beauty salon`, about: t`Face, nails, massage`, ...clients, ...rooms };
    case 'consulting':
      return { name: t`Consulting`, about: t`Meetings and calls`, ...clients, ...rooms };
    case 'tutoring':
      return {
        name: t`Tutoring`,
        about: t`Lessons of one student each`,
        who: t`Who else teaches?`,
        myself: t`I teach myself`,
        ...rooms,
      };
    case 'vet':
      return {
        name: t`Vet`,
        about: t`Animals and their people`,
        who: t`Who else treats animals?`,
        myself: t`I treat animals myself`,
        ...rooms,
      };
  }
}

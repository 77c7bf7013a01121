import { t } from '@lingui/core/macro';
import { practice } from '../../shared/resources/practice.ts';
import { services } from '../../shared/resources/services.ts';
import { pin, staff } from '../../shared/resources/staff.ts';
import { type Draft, hoursOf } from './answers.ts';

export const steps = ['trade', 'practice', 'hours', 'people', 'services'] as const;
export type Step = (typeof steps)[number];

/** What a step still lacks, by field, in words; the resources’ own schemas say what is right. */
export function problemsOf(step: Step, draft: Draft): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  switch (step) {
    case 'trade':
      break;
    case 'practice':
      if (!practice.create.shape.name.safeParse(draft.name).success)
        found.name = t`Your practice needs a name`;
      break;
    case 'hours': {
      if (draft.days.length === 0) found.days = t`Choose at least one day`;
      const times = hoursOf(draft).flatMap(({ start, end }) => [start, end]);
      if (times.some((time, index) => time === '' || (times[index - 1] ?? '') >= time))
        found.times = t`Each time must be later than the one before it`;
      break;
    }
    case 'people':
      if (!staff.create.shape.name.safeParse(draft.ownerName).success)
        found.ownerName = t`Your name is needed`;
      if (!draft.email || !staff.create.shape.email.safeParse(draft.email.trim()).success)
        found.email = t`This is no e-mail address`;
      if (!pin.safeParse(draft.pin).success) found.pin = t`A PIN has 4 to 8 digits`;
      if (!draft.practises && draft.others.every(({ name }) => name.trim() === ''))
        found.others = t`Somebody has to do the work: name at least one person`;
      break;
    case 'services': {
      const chosen = draft.services.filter((service) => service.chosen);
      if (chosen.length === 0) found.services = t`Choose at least one service`;
      const { name, duration } = services.create.shape;
      for (const one of chosen)
        if (!name.safeParse(one.name).success || !duration.safeParse(one.duration).success)
          found.services = t`Each service needs a name and a length in minutes`;
      break;
    }
  }
  return found;
}

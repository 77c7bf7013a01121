import { t } from '@lingui/core/macro';
import { Checkbox, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { ProblemText } from '../ui/ProblemText.tsx';
import type { ServiceChoice } from './answers.ts';
import classes from './setup.module.css';
import type { StepProps } from './Wizard.tsx';

/** What the trade offers as a rule, ticked; names, lengths and prices can be changed on the spot. */
export function ServicesStep({ draft, set, problems }: StepProps) {
  const change = (key: string, part: Partial<ServiceChoice>) =>
    set({ services: draft.services.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  return (
    <Stack gap="md" mt="sm">
      <Text size="sm" c="dimmed">
        {t`Untick what you don’t offer. Prices can wait, and more services are added later.`}
      </Text>
      <div>
        {draft.services.map((service) => (
          <ServiceRow
            key={service.key}
            service={service}
            currency={draft.currency}
            onChange={(part) => change(service.key, part)}
          />
        ))}
      </div>
      {problems.services && <ProblemText>{problems.services}</ProblemText>}
    </Stack>
  );
}

interface ServiceRowProps {
  readonly service: ServiceChoice;
  readonly currency: string;
  readonly onChange: (part: Partial<ServiceChoice>) => void;
}

function ServiceRow({ service, currency, onChange }: ServiceRowProps) {
  const { name, chosen } = service;
  return (
    <div className={classes.service}>
      <Checkbox
        aria-label={t`Offer ${name}`}
        checked={chosen}
        onChange={(event) => onChange({ chosen: event.currentTarget.checked })}
      />
      <TextInput
        aria-label={t`Name of the service`}
        value={name}
        maxLength={200}
        disabled={!chosen}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NumberInput
        aria-label={t`Minutes of ${name}`}
        value={service.duration}
        min={5}
        max={1440}
        step={5}
        allowDecimal={false}
        suffix={t` min`}
        disabled={!chosen}
        onChange={(value) => onChange({ duration: Number(value) || 0 })}
      />
      <NumberInput
        aria-label={t`Price of ${name}`}
        placeholder={t`Price`}
        value={service.price ?? ''}
        min={0}
        max={1_000_000}
        decimalScale={2}
        hideControls
        disabled={!chosen}
        rightSection={
          <Text size="xs" c="dimmed" pe={8}>
            {currency}
          </Text>
        }
        rightSectionWidth={44}
        onChange={(value) => onChange({ price: value === '' ? undefined : Number(value) })}
      />
    </div>
  );
}

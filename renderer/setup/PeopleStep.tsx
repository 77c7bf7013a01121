import { t } from '@lingui/core/macro';
import {
  ActionIcon,
  Button,
  Checkbox,
  NumberInput,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { templates } from '../../shared/setup/trades.ts';
import { ProblemText } from '../ui/ProblemText.tsx';
import classes from './setup.module.css';
import { tradeWords } from './trade-words.ts';
import type { StepProps } from './Wizard.tsx';

/** The owner, who signs in with e-mail and PIN; whoever else has a column on the board; rooms. */
export function PeopleStep({ draft, set, problems }: StepProps) {
  if (!draft.trade) return null;
  const words = tradeWords(draft.trade);
  const { others } = draft;
  const setOther = (id: number, name: string) =>
    set({ others: others.map((one) => (one.id === id ? { id, name } : one)) });
  return (
    <Stack gap="md" mt="sm">
      <div className={classes.two}>
        <TextInput
          label={t`Your name`}
          value={draft.ownerName}
          maxLength={200}
          autoFocus
          autoComplete="name"
          onChange={(event) => set({ ownerName: event.currentTarget.value })}
          error={problems.ownerName}
        />
        <TextInput
          label={t`Your e-mail`}
          type="email"
          value={draft.email}
          autoComplete="email"
          onChange={(event) => set({ email: event.currentTarget.value })}
          error={problems.email}
        />
        <PasswordInput
          label={t`Your PIN`}
          description={t`4 to 8 digits. With it and your e-mail you sign in to change settings.`}
          value={draft.pin}
          inputMode="numeric"
          autoComplete="new-password"
          maxLength={8}
          visibilityToggleButtonProps={{ 'aria-label': t`Show or hide the PIN` }}
          onChange={(event) => set({ pin: event.currentTarget.value })}
          error={problems.pin}
        />
      </div>
      <Checkbox
        label={words.myself}
        checked={draft.practises}
        onChange={(event) => set({ practises: event.currentTarget.checked })}
      />
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {words.who}
        </Text>
        {others.map(({ id, name }, index) => {
          const number = index + 1;
          return (
            <div key={id} className={classes.person}>
              <TextInput
                aria-label={t`Name of person ${number}`}
                value={name}
                maxLength={200}
                autoFocus
                onChange={(event) => setOther(id, event.currentTarget.value)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Remove person ${number}`}
                onClick={() => set({ others: others.filter((one) => one.id !== id) })}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
          );
        })}
        <Button
          variant="light"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ others: [...others, { id: (others.at(-1)?.id ?? 0) + 1, name: '' }] })}
        >
          {t`Add a person`}
        </Button>
        {problems.others && <ProblemText>{problems.others}</ProblemText>}
      </Stack>
      {templates[draft.trade].places && (
        <NumberInput
          label={words.howMany}
          description={t`None: then only people are booked`}
          value={draft.places}
          min={0}
          max={30}
          allowDecimal={false}
          maw={346}
          onChange={(value) => set({ places: Number(value) || 0 })}
        />
      )}
    </Stack>
  );
}

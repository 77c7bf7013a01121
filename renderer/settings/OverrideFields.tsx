import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { SchemaForm } from '../forms/useSchemaForm.ts';
import type { ServiceValues } from './service-values.ts';
import classes from './settings.module.css';

interface OverrideFieldsProps {
  readonly form: SchemaForm<ServiceValues>;
  readonly resources: readonly Resource[];
  /** Of the currency. */
  readonly digits: number;
}

/** Length and price with single people (rule A11). */
export function OverrideFields({ form, resources, digits }: OverrideFieldsProps) {
  const { values, getInputProps, insertListItem, removeListItem } = form.form;
  const taken = values.overrides.map((each) => each.resource_id);
  const free = resources.filter(({ id }) => !taken.includes(id));
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const [next] = free;
  return (
    <div>
      {values.overrides.map((own, i) => {
        const at = `overrides.${i}` as const;
        return (
          <div key={own.resource_id} className={classes.item}>
            <div className={classes.fields}>
              <Select
                label={t`With`}
                searchable
                allowDeselect={false}
                data={resources
                  .filter(({ id }) => id === own.resource_id || !taken.includes(id))
                  .map(({ id, name }) => ({ value: id, label: name }))}
                {...getInputProps(`${at}.resource_id`)}
              />
              <NumberInput
                label={t`Minutes`}
                placeholder={String(values.duration)}
                min={1}
                step={5}
                clampBehavior="none"
                {...getInputProps(`${at}.duration`)}
              />
              {values.priced !== 'none' && (
                <NumberInput
                  label={t`Amount in ${values.currency}`}
                  placeholder={String(values.amount)}
                  min={0}
                  decimalScale={digits}
                  fixedDecimalScale
                  thousandSeparator
                  clampBehavior="none"
                  hideControls
                  {...getInputProps(`${at}.amount`)}
                />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t`Remove what differs with ${names.get(own.resource_id) ?? ''}`}
              onClick={() => removeListItem('overrides', i)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {next && (
        <Button
          variant="default"
          size="compact-sm"
          mt={values.overrides.length > 0 ? 'sm' : 0}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => insertListItem('overrides', { resource_id: next.id, duration: '', amount: '' })}
        >
          <Trans>Add a difference</Trans>
        </Button>
      )}
    </div>
  );
}

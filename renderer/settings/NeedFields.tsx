import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Button, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Resource } from '../../shared/resources/resources.ts';
import type { SchemaForm } from '../forms/useSchemaForm.ts';
import { kindWords } from './kind-words.ts';
import type { NeedValues, ServiceValues } from './service-values.ts';
import classes from './settings.module.css';

interface NeedFieldsProps {
  readonly form: SchemaForm<ServiceValues>;
  readonly resources: readonly Resource[];
}

const kinds = ['practitioner', 'room', 'equipment'] as const;

/** Whom and what a visit occupies, the main one first. */
export function NeedFields({ form, resources }: NeedFieldsProps) {
  const { values, getInputProps, insertListItem, removeListItem, setFieldValue } = form.form;
  const skills = [...new Set(resources.flatMap((each) => each.skills))].sort();
  const add = () => {
    const first = values.needs.length === 0;
    const next: NeedValues = {
      role: first ? t`practitioner` : t`room`,
      by: 'kind',
      kind: first ? 'practitioner' : 'room',
      resource_ids: [],
      skills: [],
      count: 1,
    };
    insertListItem('needs', next);
  };
  return (
    <div>
      {values.needs.map((need, i) => {
        const at = `needs.${i}` as const;
        const either = need.by === 'ids' ? 'ids' : need.kind;
        return (
          <div key={form.form.key(at)} className={classes.item}>
            <div className={classes.fields}>
              <Select
                label={i === 0 ? t`Mainly` : t`And`}
                allowDeselect={false}
                data={[
                  ...kinds.map((kind) => ({ value: kind, label: t`Any: ${kindWords(kind)}` })),
                  { value: 'ids', label: t`Only some of them` },
                ]}
                value={either}
                onChange={(next) => {
                  const kind = kinds.find((each) => each === next);
                  setFieldValue(`${at}.by`, kind ? 'kind' : 'ids');
                  if (kind) setFieldValue(`${at}.kind`, kind);
                }}
                error={form.form.errors[`${at}.kind`]}
              />
              {need.by === 'ids' && (
                <MultiSelect
                  label={t`One of these`}
                  searchable
                  hidePickedOptions
                  data={resources.map(({ id, name }) => ({ value: id, label: name }))}
                  {...getInputProps(`${at}.resource_ids`)}
                />
              )}
              <MultiSelect
                label={t`Who can or has`}
                placeholder={need.skills.length === 0 ? t`No skill needed` : ''}
                searchable
                hidePickedOptions
                data={[...new Set([...skills, ...need.skills])]}
                nothingFoundMessage={t`Nobody has such a skill yet`}
                {...getInputProps(`${at}.skills`)}
              />
              <NumberInput
                label={t`How many`}
                min={1}
                max={10}
                clampBehavior="none"
                {...getInputProps(`${at}.count`)}
              />
              <TextInput label={t`Called`} maxLength={40} {...getInputProps(`${at}.role`)} />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t`Remove ${need.role}`}
              onClick={() => removeListItem('needs', i)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {values.needs.length < 6 && (
        <Button
          variant="default"
          size="compact-sm"
          mt={values.needs.length > 0 ? 'sm' : 0}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          {values.needs.length === 0 ? <Trans>Say who or what it needs</Trans> : <Trans>Add a need</Trans>}
        </Button>
      )}
    </div>
  );
}

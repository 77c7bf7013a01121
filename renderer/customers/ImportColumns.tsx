import { t } from '@lingui/core/macro';
import { NativeSelect, Text, Title } from '@mantine/core';
import { type ImportField, importFields } from '../../shared/resources/imports.ts';
import classes from './customers.module.css';
import { fieldWords } from './field-words.ts';
import type { ImportPlan } from './wire.ts';

interface ImportColumnsProps {
  readonly columns: ImportPlan['columns'];
  readonly samples: ImportPlan['samples'];
  readonly onSay: (title: string, field: ImportField | null) => void;
}

/** What each column of the file is taken for; it can be said otherwise. */
export function ImportColumns({ columns, samples, onSay }: ImportColumnsProps) {
  const options = [
    { value: '', label: t`Leave it out` },
    ...importFields.map((field) => ({ value: field, label: fieldWords(field) })),
  ];
  return (
    <section aria-label={t`Columns`}>
      <Title order={3} size="h5" mt="lg" mb="xs">{t`Columns`}</Title>
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">{t`In the file`}</th>
            <th scope="col">{t`For example`}</th>
            <th scope="col">{t`Becomes`}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(columns).map(([title, field]) => (
            <tr key={title}>
              <td>
                <Text size="sm" fw={600} component="span">
                  {title}
                </Text>
              </td>
              <td>
                <Text size="xs" c="dimmed" lineClamp={2} component="span">
                  {samples[title]?.join(' · ')}
                </Text>
              </td>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={t`What ${title} becomes`}
                  data={options}
                  value={field ?? ''}
                  onChange={({ currentTarget: { value } }) =>
                    onSay(title, importFields.find((one) => one === value) ?? null)
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

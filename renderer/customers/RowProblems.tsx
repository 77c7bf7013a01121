import { plural, t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { importFields } from '../../shared/resources/imports.ts';
import classes from './customers.module.css';
import { fieldWords } from './field-words.ts';

interface RowProblem {
  readonly row: number;
  readonly field?: string | undefined;
  readonly message?: string | undefined;
}

interface RowProblemsProps {
  readonly rows: readonly RowProblem[];
  /** So many are not among `rows`. */
  readonly more: number;
}

/** Which rows of a file are not taken, and why. */
export function RowProblems({ rows, more }: RowProblemsProps) {
  return (
    <div className={classes.problems}>
      <ul className={classes.plain} aria-label={t`Rows that are not taken`}>
        {rows.map((problem) => (
          <li key={problem.row}>
            <Text size="sm" component="span" fw={600}>
              {t`Row ${problem.row}`}
            </Text>{' '}
            <Text size="sm" component="span">
              {words(problem)}
            </Text>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Text className={classes.note} mt={4}>
          {plural(more, { one: 'and # more', other: 'and # more' })}
        </Text>
      )}
    </div>
  );
}

function words({ field, message = '' }: RowProblem): string {
  const known = importFields.find((one) => one === field);
  const name = known ? fieldWords(known) : field;
  const why = problemWords(known, message);
  return name ? `${name}: ${why}` : why;
}

/** The hub's reasons in plain words; what it says that is not known here, as it says it. */
function problemWords(field: string | undefined, message: string): string {
  if (message === 'must not be empty') return t`is empty`;
  if (message === 'the customer changed since') return t`changed since the import`;
  if (message === 'the customer has bookings') return t`has bookings by now`;
  if (message === 'the customer is no longer there, or was merged') return t`is gone, or was merged`;
  if (message === 'the import was stopped') return t`the import was stopped before it`;
  if (field === 'email') return t`this is no e-mail address`;
  if (field === 'phone') return t`this is no phone number`;
  return message;
}

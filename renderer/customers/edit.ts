import { t } from '@lingui/core/macro';
import { type Customer, customers } from '../../shared/resources/customers.ts';
import { hubProblems, problemsOf } from '../forms/problems.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';

export const textFields = ['name', 'phone', 'email', 'language', 'alert', 'notes'] as const;
export type TextField = (typeof textFields)[number];
type Field = TextField | 'tags';

/** What is wrong with a value, by the rules of the resource itself. */
function problemOf(field: Field, value: unknown): string | undefined {
  return problemsOf(customers.patch, { [field]: value })[field];
}

/** Changes single fields of a customer; each change can be taken back. Answers what is wrong. */
export function useEdit(customer: Customer) {
  const { act } = useUndo();
  return async (field: Field, value: string | readonly string[]): Promise<string | undefined> => {
    const next = value === '' && field !== 'name' ? null : value;
    const wrong = problemOf(field, next);
    if (wrong !== undefined) return wrong;
    const { id, name } = customer;
    const change = (to: unknown) => ({ name: 'customers.update' as const, args: { id, [field]: to } });
    const step = change(next);
    const refusal = await act({
      ...step,
      id,
      said: t`Changed ${name}`,
      reversal: { undo: [change(customer[field] ?? null)], redo: [step] },
    });
    return refusal && (hubProblems(refusal)[field] ?? refusalWords(refusal));
  };
}

import { t } from '@lingui/core/macro';
import { type Customer, customers } from '../../shared/resources/customers.ts';
import { refusalWords } from '../ui/words.ts';
import { useUndo } from '../undo/UndoProvider.tsx';

export const textFields = ['name', 'phone', 'email', 'language', 'alert', 'notes'] as const;
export type TextField = (typeof textFields)[number];
type Field = TextField | 'tags';

/** What is wrong with a value, by the rules of the resource itself. */
export function problemOf(field: Field, value: unknown): string | undefined {
  if (customers.patch.shape[field].safeParse(value).success) return undefined;
  switch (field) {
    case 'name':
      return t`A name is needed.`;
    case 'email':
      return t`This is no e-mail address.`;
    case 'language':
      return t`A language is written like en or pt-BR.`;
    default:
      return t`This can’t be used here.`;
  }
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
    return refusal && refusalWords(refusal);
  };
}

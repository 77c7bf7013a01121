import { CustomerPicker } from './CustomerPicker.tsx';
import { NewCustomerFields } from './NewCustomerFields.tsx';
import type { CustomerChoice } from './useCustomerChoice.ts';

interface CustomerFieldsProps {
  readonly choice: CustomerChoice;
  /** Somebody who is known was chosen. */
  readonly onChosen?: () => void;
}

/** Who comes: searched for, or typed in where nobody knows them yet. */
export function CustomerFields({ choice, onChosen }: CustomerFieldsProps) {
  const { customer, fresh, problem } = choice;
  if (fresh && !customer)
    return (
      <NewCustomerFields
        value={fresh}
        problem={problem}
        onChange={choice.change}
        onBack={() => choice.change(undefined)}
      />
    );
  return (
    <CustomerPicker
      customer={customer}
      onChange={(chosen) => {
        choice.choose(chosen);
        if (chosen) onChosen?.();
      }}
      onNew={choice.begin}
    />
  );
}

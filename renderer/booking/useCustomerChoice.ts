import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { isRefusal } from '../../shared/errors.ts';
import type { Customer } from '../../shared/resources/customers.ts';
import { useDesk } from '../data/index.ts';
import { refusalWords } from '../ui/words.ts';
import { type NewCustomer, newCustomerFrom } from './NewCustomerFields.tsx';

/** Who comes, while a form is filled in: somebody who is known, or somebody new. */
export interface CustomerChoice {
  readonly customer: Customer | undefined;
  /** Somebody new as far as they were typed. */
  readonly fresh: NewCustomer | undefined;
  readonly problem: string | undefined;
  readonly chosen: boolean;
  choose(customer: Customer | undefined): void;
  /** Somebody new of what was typed into the search. */
  begin(typed: string): void;
  change(fresh: NewCustomer | undefined): void;
  /** The chosen customer, or the new one once it is stored; undefined where that was refused. */
  settle(): Promise<{ readonly id: string; readonly name: string } | undefined>;
}

export function useCustomerChoice(first?: Customer): CustomerChoice {
  const desk = useDesk();
  const [customer, setCustomer] = useState(first);
  const [fresh, setFresh] = useState<NewCustomer>();
  const [problem, setProblem] = useState<string>();

  return {
    customer,
    fresh,
    problem,
    chosen: customer !== undefined || fresh !== undefined,
    choose: setCustomer,
    begin: (typed) => setFresh(newCustomerFrom(typed)),
    change(next) {
      setFresh(next);
      setProblem(undefined);
    },
    async settle() {
      if (customer) return customer;
      if (!fresh || fresh.name.trim() === '') {
        setProblem(t`A name is needed.`);
        return undefined;
      }
      const { name, phone, email } = fresh;
      const id = desk.context().id('cust');
      const args = { id, name, ...(phone.trim() && { phone }), ...(email.trim() && { email: email.trim() }) };
      const outcome = await desk.run('customers.create', args);
      if (isRefusal(outcome)) {
        setProblem(refusalWords(outcome));
        return undefined;
      }
      setCustomer(await desk.read((query) => query.get('customers', id)));
      return { id, name };
    },
  };
}

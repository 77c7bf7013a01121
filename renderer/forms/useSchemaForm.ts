import { t } from '@lingui/core/macro';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { refusalWords } from '../ui/words.ts';
import { type Args, changedArgs } from './changed.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type FieldOf, hubProblems, type Problems, problemsOf } from './problems.ts';

interface FormSpec<Values extends Record<string, unknown>> {
  /** What is to come out, whole: `services.create`. */
  readonly schema: z.ZodObject;
  /** What is stored now, or sensible defaults; newer ones are taken over while nothing was typed. */
  readonly values: Values;
  /** Arguments in wire form; fields that are left empty are left out. */
  toArgs(values: Values): Args;
  /** Where a problem of a field of the wire form is shown. */
  readonly fieldOf?: FieldOf;
  /** Problems that no schema sees, by field: two that must be the same, say. */
  also?(values: Values): Problems;
  /**
   * Does it, and says that it did; answers why not.
   * @param changed Only what differs from what is stored, `null` for what is taken away: for updates.
   */
  save(args: Args, changed: Args, values: Values): Promise<Refusal | undefined>;
  /** A refusal that is about one field: an e-mail address that somebody else has. */
  blame?(refusal: Refusal): Problems | undefined;
  /** A refusal in plain words; absent: the common ones. */
  words?(refusal: Refusal): string;
  /** Once it is saved and nothing would be lost any more. */
  onSaved?(values: Values): void;
}

export interface SchemaForm<Values extends Record<string, unknown>> {
  /** Mantine's form, for lists and whatever `field` does not reach. */
  readonly form: UseFormReturnType<Values>;
  /** What an input needs: value, change, problem, and the limits of the schema. */
  field(
    name: keyof Values & string,
    type?: 'checkbox',
  ): ReturnType<UseFormReturnType<Values>['getInputProps']> & Limits;
  readonly dirty: boolean;
  /** `dirty`, as of this very moment. */
  readonly unsaved: RefObject<boolean>;
  readonly busy: boolean;
  /** Why it could not be saved, where no single field is to blame. */
  readonly problem: string | undefined;
  /** Somebody else changed it while something was typed here. */
  readonly stale: boolean;
  readonly element: RefObject<HTMLFormElement | null>;
  submit(): void;
  /** Puts back what is stored. */
  discard(): void;
}

/**
 * A form over a schema of shared/resources: what the schema says is the only validation, problems stand at their fields
 * in plain sentences, those that the hub finds too. `FormFrame` draws what is around the fields.
 *
 * @example
 *   const form = useSchemaForm({
 *     schema: services.create,
 *     values: { name: service.name, duration: service.duration },
 *     toArgs: ({ name, duration }) => ({ name, duration: numberOf(duration) }),
 *     save: (_args, changed) =>
 *       act({ name: 'services.update', id, args: { id, ...changed }, said: t`Saved ${name}` }),
 *   });
 *   return (
 *     <FormFrame form={form} label={t`Service`}>
 *       <TextInput label={t`Name`} {...form.field('name')} />
 *       <NumberInput label={t`Minutes`} clampBehavior="none" {...form.field('duration')} />
 *     </FormFrame>
 *   );
 *
 * In a dialog: `useGuardedClose(form.unsaved, onClose)` and `<FormFrame … onCancel={close}>`.
 */
export function useSchemaForm<Values extends Record<string, unknown>>(
  spec: FormSpec<Values>,
): SchemaForm<Values> {
  const problemsWith = (values: Values): Problems => ({
    ...spec.also?.(values),
    ...problemsOf(spec.schema, spec.toArgs(values), spec.fieldOf),
  });
  const form = useForm<Values>({
    initialValues: spec.values,
    validate: (values) => ({ ...problemsWith(values) }),
    validateInputOnBlur: true,
  });
  const given = JSON.stringify(spec.values);
  /** What is stored: as it was given, or as it was saved here. */
  const [stored, setStored] = useState({ given, values: spec.values });
  const [problem, setProblem] = useState<string>();
  const [wrong, setWrong] = useState(0);
  const [busy, setBusy] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const dirty = JSON.stringify(form.values) !== JSON.stringify(stored.values);
  const unsaved = useRef(dirty);
  useEffect(() => {
    unsaved.current = dirty;
  }, [dirty]);

  useEffect(() => {
    if (given === stored.given || unsaved.current) return;
    setStored({ given, values: spec.values });
    form.setValues(spec.values);
  }, [given, stored, spec.values, form.setValues]);

  useEffect(() => {
    if (wrong === 0) return;
    element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [wrong]);

  const show = (problems: Problems) => {
    const fields = Object.keys(form.values);
    const [placed, others] = split(problems, (path) => fields.includes(path.split('.')[0] ?? ''));
    form.setErrors(placed);
    setProblem(Object.values(others)[0] ?? t`Something isn’t right yet. Look at what is marked.`);
    setWrong((before) => before + 1);
  };

  const submit = async () => {
    if (busy) return;
    const { values } = form;
    const found = problemsWith(values);
    if (Object.keys(found).length > 0) return show(found);
    form.clearErrors();
    setProblem(undefined);
    setBusy(true);
    const args = spec.toArgs(values);
    const refusal = await spec.save(args, changedArgs(spec.toArgs(stored.values), args), values);
    setBusy(false);
    if (refusal) {
      const blamed = spec.blame?.(refusal) ?? hubProblems(refusal, spec.fieldOf);
      if (Object.keys(blamed).length > 0) return show(blamed);
      return setProblem((spec.words ?? refusalWords)(refusal));
    }
    unsaved.current = false;
    setStored({ given, values });
    spec.onSaved?.(values);
  };

  useShortcut('save', () => {
    // A dialog over this form has a form of its own.
    const dialog = document.activeElement?.closest('[role="dialog"]');
    if (!dialog || dialog.contains(element.current)) void submit();
  });

  return {
    form,
    field: (name, type) => ({
      ...form.getInputProps(name, type ? { type } : {}),
      ...(type ? {} : limitsOf(spec.schema, name)),
    }),
    dirty,
    unsaved,
    busy,
    problem,
    stale: dirty && given !== stored.given && given !== JSON.stringify(stored.values),
    element,
    submit: () => void submit(),
    discard: () => {
      form.setValues(spec.values);
      form.clearErrors();
      setStored({ given, values: spec.values });
      setProblem(undefined);
    },
  };
}

function split(problems: Problems, meets: (path: string) => boolean): [Problems, Problems] {
  const all = Object.entries(problems);
  return [
    Object.fromEntries(all.filter(([path]) => meets(path))),
    Object.fromEntries(all.filter(([path]) => !meets(path))),
  ];
}

import { t } from '@lingui/core/macro';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type * as z from 'zod';
import type { Refusal } from '../../shared/errors.ts';
import { useShortcut } from '../app/shortcuts.ts';
import { refusalWords } from '../ui/words.ts';
import { type Args, changedArgs } from './changed.ts';
import { clashing, joined, same } from './clash.ts';
import { type Limits, limitsOf } from './limits.ts';
import { type FieldOf, hubProblems, type Problems, problemsOf } from './problems.ts';

interface FormSpec<Values extends Record<string, unknown>> {
  /** What is to come out, whole: `services.create`. */
  readonly schema: z.ZodObject;
  /** What is stored now, or sensible defaults; newer ones are taken over while nothing was typed. */
  readonly values: Values;
  /** The version that `values` are of, where what is stored has one. */
  readonly version?: number | undefined;
  /** Arguments in wire form; fields that are left empty are left out. */
  toArgs(values: Values): Args;
  /** Where a problem of a field of the wire form is shown. */
  readonly fieldOf?: FieldOf;
  /** Problems that no schema sees, by field: two that must be the same, say. */
  also?(values: Values): Problems;
  /**
   * Does it, and says that it did; answers why not.
   * @param changed Only what differs from what is stored, `null` for what is taken away: for updates.
   * @param version The version that `changed` is about, where it is known: another one is to be refused.
   */
  save(args: Args, changed: Args, values: Values, version: number | undefined): Promise<Refusal | undefined>;
  /** A value of a field as people read it, where it is no word itself. */
  shown?(name: keyof Values & string, value: unknown): string | undefined;
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
  /** Somebody else changed it while something was typed here; both are joined. */
  readonly stale: boolean;
  /** Fields that somebody else set to another value meanwhile: nothing is saved until somebody chooses. */
  readonly clashes: readonly Clash[];
  /** Takes over what the others set, and keeps what else was typed. */
  yield(): void;
  readonly element: RefObject<HTMLFormElement | null>;
  /** @param overriding What was typed here is to stand, whatever somebody else set meanwhile. */
  submit(overriding?: boolean): void;
  /** Puts back what is stored. */
  discard(): void;
}

/** A field that two people set. */
export interface Clash {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Of either, as people read it. */
  words(value: unknown): string | undefined;
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
  const { version } = spec;
  const given = JSON.stringify([spec.values, version]);
  /** What is stored: as it was given, or as it was saved here; then its version is not known yet. */
  const [stored, setStored] = useState({ given, values: spec.values, version });
  const [stale, setStale] = useState(false);
  const [met, setMet] = useState<readonly string[]>([]);
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
    if (given === stored.given) return;
    setStored({ given, values: spec.values, version });
    if (!unsaved.current) return form.setValues(spec.values);
    if (same(spec.values, stored.values)) return;
    const mine = form.getValues();
    const both = clashing(stored.values, mine, spec.values);
    setStale(true);
    setMet((before) => [...new Set([...before, ...both])]);
    form.setValues(joined(stored.values, mine, spec.values));
  }, [given, stored, spec.values, version, form.setValues, form.getValues]);

  const clashes = met
    .map((field) => ({
      field,
      mine: form.values[field],
      theirs: stored.values[field],
      words: (value: unknown) => spec.shown?.(field, value),
    }))
    .filter(({ mine, theirs }) => !same(mine, theirs));
  const settle = () => {
    setStale(false);
    setMet([]);
  };

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

  const submit = async (overriding = false) => {
    if (busy || (clashes.length > 0 && !overriding)) return;
    const { values } = form;
    const found = problemsWith(values);
    if (Object.keys(found).length > 0) return show(found);
    form.clearErrors();
    setProblem(undefined);
    setBusy(true);
    const args = spec.toArgs(values);
    const changed = changedArgs(spec.toArgs(stored.values), args);
    const refusal = await spec.save(args, changed, values, stored.version);
    setBusy(false);
    if (refusal?.code === 'version_conflict')
      return setProblem(t`Somebody else has just changed this. Look at what comes in now, then save again.`);
    if (refusal) {
      const blamed = spec.blame?.(refusal) ?? hubProblems(refusal, spec.fieldOf);
      if (Object.keys(blamed).length > 0) return show(blamed);
      return setProblem((spec.words ?? refusalWords)(refusal));
    }
    unsaved.current = false;
    setStored({ given, values, version: undefined });
    settle();
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
    stale: dirty && stale,
    clashes,
    yield: () => {
      form.setValues({
        ...form.values,
        ...Object.fromEntries(clashes.map(({ field, theirs }) => [field, theirs])),
      });
      setMet([]);
    },
    element,
    submit: (overriding) => void submit(overriding),
    discard: () => {
      form.setValues(spec.values);
      form.clearErrors();
      setStored({ given, values: spec.values, version });
      setProblem(undefined);
      settle();
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

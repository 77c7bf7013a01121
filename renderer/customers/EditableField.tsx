import { t } from '@lingui/core/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { Ltr } from '../ui/Ltr.tsx';
import classes from './customers.module.css';

interface EditableFieldProps {
  readonly name: string;
  readonly value: string;
  /** Shown in place of nothing: what a click adds. */
  readonly empty: string;
  readonly type?: 'text' | 'tel' | 'email';
  readonly long?: boolean;
  readonly maxLength?: number;
  readonly required?: boolean;
  /** Stores it; answers what is wrong with it. */
  readonly onSave: (value: string) => Promise<string | undefined>;
}

/** A value that becomes a field when it is clicked; Enter or leaving it stores, Escape leaves it as it was. */
export function EditableField({
  name,
  value,
  empty,
  type = 'text',
  long,
  maxLength,
  onSave,
}: EditableFieldProps) {
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const label = useId();
  const shown = useRef<HTMLButtonElement>(null);
  const back = useRef(false);
  const saving = useRef(false);
  const editing = text !== undefined;

  // The cursor goes on from where it was.
  useEffect(() => {
    if (editing || !back.current) return;
    back.current = false;
    shown.current?.focus();
  }, [editing]);

  const leave = () => {
    setText(undefined);
    setProblem(undefined);
  };
  const save = async () => {
    if (text === undefined || saving.current) return;
    if (text.trim() === value) return leave();
    saving.current = true;
    const wrong = await onSave(text.trim());
    saving.current = false;
    setProblem(wrong);
    if (wrong === undefined) leave();
  };
  const keys = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      back.current = true;
      leave();
    }
    if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      back.current = true;
      void save();
    }
  };
  const field = {
    'aria-labelledby': label,
    value: text ?? '',
    error: problem,
    maxLength,
    autoFocus: true,
    onBlur: () => void save(),
    onKeyDown: keys,
  };
  return (
    <div className={classes.field}>
      <span id={label} className={classes.name}>
        {name}
      </span>
      {!editing && (
        <button
          ref={shown}
          type="button"
          className={classes.value}
          data-empty={value === '' || undefined}
          aria-label={value === '' ? empty : t`${name}: ${value}. Edit`}
          onClick={() => setText(value)}
        >
          {value === '' ? empty : type === 'text' ? <bdi>{value}</bdi> : <Ltr>{value}</Ltr>}
        </button>
      )}
      {editing && !long && (
        <TextInput
          {...field}
          type={type}
          size="xs"
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {editing && long && (
        <Textarea
          {...field}
          size="xs"
          autosize
          minRows={2}
          maxRows={12}
          description={t`Ctrl+Enter saves`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </div>
  );
}

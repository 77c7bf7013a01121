import { t } from '@lingui/core/macro';
import { Input } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import classes from './settings.module.css';

/** Dark enough for white marks, and told apart by most eyes. */
const colors = [
  '#1971c2',
  '#0b7285',
  '#2b8a3e',
  '#5c940d',
  '#b35c00',
  '#c92a2a',
  '#a61e4d',
  '#862e9c',
  '#5f3dc4',
  '#495057',
] as const;

interface ColorChoiceProps {
  readonly label: string;
  /** Empty: none. */
  readonly value: string;
  readonly onChange: (color: string) => void;
  readonly error?: unknown;
}

/** A colour of its own on the board, or none. */
export function ColorChoice({ label, value, onChange, error }: ColorChoiceProps) {
  const known = colors.some((color) => color === value.toLowerCase());
  const all = value === '' || known ? colors : [value, ...colors];
  return (
    <Input.Wrapper label={label} error={typeof error === 'string' ? error : undefined} labelElement="div">
      <fieldset className={classes.swatches} aria-label={label}>
        {all.map((color) => (
          <button
            key={color}
            type="button"
            className={classes.swatch}
            style={{ background: color }}
            aria-label={colorName(color)}
            aria-pressed={color.toLowerCase() === value.toLowerCase()}
            onClick={() => onChange(color.toLowerCase() === value.toLowerCase() ? '' : color)}
          >
            {color.toLowerCase() === value.toLowerCase() && <IconCheck size={16} aria-hidden />}
          </button>
        ))}
      </fieldset>
    </Input.Wrapper>
  );
}

function colorName(color: string): string {
  switch (color) {
    case '#1971c2':
      return t`Blue`;
    case '#0b7285':
      return t`Teal`;
    case '#2b8a3e':
      return t`Green`;
    case '#5c940d':
      return t`Lime`;
    case '#b35c00':
      return t`Orange`;
    case '#c92a2a':
      return t`Red`;
    case '#a61e4d':
      return t`Pink`;
    case '#862e9c':
      return t`Purple`;
    case '#5f3dc4':
      return t`Violet`;
    case '#495057':
      return t`Grey`;
    default:
      return color;
  }
}

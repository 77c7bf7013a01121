import { Ltr } from './Ltr.tsx';

interface SpelledProps {
  readonly label: string;
  /** A code or a PIN. */
  readonly text: string;
}

/** What is copied by hand: screen readers say it letter by letter, where they would make a word or a number of it. */
export function Spelled({ label, text }: SpelledProps) {
  const letters = [...text.replace(/[^\p{L}\p{N}]+/gu, ',')].join(' ');
  return (
    <span role="img" aria-label={`${label}: ${letters}`}>
      <Ltr>{text}</Ltr>
    </span>
  );
}

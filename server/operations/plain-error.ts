/** What an error may be in the log: what kind, where, and a sentence without what somebody typed. */
export interface PlainError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Where it happened: lines of the program, no words. */
  readonly stack?: string;
  readonly cause?: PlainError;
}

/** In this order: secrets with their prefix, mail addresses, what is quoted, and numbers as long as a phone’s. */
const personal: readonly RegExp[] = [
  /\b(?:sk|pk|dsk|ses)_(?:live|test)_\w+|\b(?:inv|cal|mng|set|whsec)_[\w+/=-]{12,}/g,
  /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"'.]+/g,
  /"[^"]*"|“[^”]*”|'[^']*'|`[^`]*`/g,
  /\+?\d[\d ().-]{5,}\d/g,
];

/** Replaces what may be a secret or about a person: the texts of errors sometimes quote what they stumbled over. */
export function withoutPersonal(text: string): string {
  return personal.reduce((rest, pattern) => rest.replaceAll(pattern, '…'), text);
}

/** An error for the log. */
export function plainError(error: unknown): PlainError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutPersonal(String(error)) };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    message: withoutPersonal(error.message),
    ...(frames && { stack: frames.join('\n') }),
    ...(error.cause !== undefined && { cause: plainError(error.cause) }),
  };
}

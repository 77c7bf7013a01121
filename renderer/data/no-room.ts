/** True where something could not be kept because this computer's disk, or what the browser may use of it, is full. */
export function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'QuotaExceededError' || error.message.includes('QuotaExceeded')) return true;
  // Dexie keeps what the browser said inside of its own error.
  return [Reflect.get(error, 'inner'), error.cause].some((inner) => inner !== error && isNoRoom(inner));
}

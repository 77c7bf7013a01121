/** How long something may take on a busy machine, in milliseconds. */
const patience = 60_000;

/** `work`, or after too long an error that says what is the matter. */
export async function within<T>(work: Promise<T>, matter: () => Promise<string>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => void matter().then((text) => late.reject(new Error(text))), patience);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

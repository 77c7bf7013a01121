/** Milliseconds that this process has computed since it began: unlike a clock, other work on the machine has no part in it. */
export function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

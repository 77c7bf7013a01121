/**
 * Makes the desk load without the hub, and asks the browser to keep what it stores. Only where pages come over HTTP:
 * Electron has the desk on disk.
 */
export async function keepForOffline(): Promise<void> {
  const overHttp = location.protocol === 'http:' || location.protocol === 'https:';
  if (!overHttp || !window.isSecureContext) return;
  await navigator.storage?.persist?.();
  if ('serviceWorker' in navigator) {
    await navigator.serviceWorker.register('/sw.js', { type: 'module', updateViaCache: 'none' });
  }
}

import { type Database, databaseName, openDatabase } from './database.ts';
import type { Platform } from './platform.ts';

/**
 * Opens the local store. One whose files are damaged is removed and made anew: everything in it but what waits is at the
 * hub, and of what waits there is a copy.
 */
export async function openMendedDatabase(platform: Platform, tenant: string): Promise<Database> {
  try {
    return await openDatabase(platform, tenant);
  } catch (error) {
    if (!platform.removeStore || !isDamage(error)) throw error;
    await platform.removeStore(databaseName(tenant));
    return openDatabase(platform, tenant);
  }
}

/** What browsers say of a database whose files they cannot read; a newer one, or no room for one, says something else. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (
    /UnknownError|NotReadableError|DataError|backing store|Internal error/.test(
      `${error.name} ${error.message}`,
    )
  )
    return true;
  return [Reflect.get(error, 'inner'), error.cause].some((inner) => inner !== error && isDamage(inner));
}

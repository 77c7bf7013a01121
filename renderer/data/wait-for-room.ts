import type { RxStorage, RxStorageInstance } from 'rxdb/plugins/core';
import { isNoRoom } from './no-room.ts';
import type { Platform } from './platform.ts';

/** Milliseconds between tries. */
const pause = 2_000;

/**
 * The same storage, but what the hub sent and the disk has no room for waits until there is room, for RxDB's replication
 * never works again after a write that failed. What a person does is not written here: they hear at once that there is no
 * room. Nor is what a store begins with: one that cannot be made does not open.
 * @param over Ends the waiting: the store is being closed.
 */
export function waitForRoom(
  storage: Platform['storage'],
  { after }: Pick<Platform, 'after'>,
  over: AbortSignal,
): RxStorage<unknown, unknown> {
  function patient<Doc, Internals, Options>(instance: RxStorageInstance<Doc, Internals, Options>): void {
    const write = instance.bulkWrite.bind(instance);
    instance.bulkWrite = async (...args) => {
      for (;;)
        try {
          return await write(...args);
        } catch (error) {
          if (over.aborted || !isNoRoom(error)) throw error;
          await new Promise<void>((resolve) => {
            after(pause, resolve);
            over.addEventListener('abort', () => resolve(), { once: true });
          });
        }
    };
  }

  return {
    name: storage.name,
    rxdbVersion: storage.rxdbVersion,
    async createStorageInstance(params) {
      const instance = await storage.createStorageInstance(params);
      if (params.collectionName !== 'intents' && params.collectionName !== '_rxdb_internal')
        patient(instance);
      return instance;
    },
  };
}

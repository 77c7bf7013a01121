import { fromPartition } from './electron-double/partition.ts';

/*
 * As much of Electron as a desk's main process needs to reach a hub, in the place of the module `electron`: no keyring,
 * requests as the double makes them.
 */
export const session = { fromPartition };
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => false,
  getSelectedStorageBackend: () => 'basic_text',
};

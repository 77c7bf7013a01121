import { contextBridge, ipcRenderer } from 'electron';
import { channelNames, wireName } from '../shared/ipc.ts';

// One method per channel of the table: the page gets no way to name another channel, and no Electron object.
contextBridge.exposeInMainWorld(
  'dunebook',
  Object.fromEntries(
    channelNames.map((name) => [name, (input: unknown) => ipcRenderer.invoke(wireName(name), input)]),
  ),
);

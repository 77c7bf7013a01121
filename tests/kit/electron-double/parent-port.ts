import { EventEmitter } from 'node:events';

/** Loaded first into a utility process of the double: gives it `process.parentPort`, and ends it with its parent. */
class ParentPort extends EventEmitter<{ message: [event: { readonly data: unknown }] }> {
  postMessage(message: object): void {
    if (process.connected) process.send?.(message);
  }
}

const port = new ParentPort();
process.on('message', (data) => port.emit('message', { data }));
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: port });

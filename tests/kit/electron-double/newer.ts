import { onTold } from './control.ts';

let newer: string | undefined;

// Main loads its updater when it first looks; what the test said before that counts.
onTold((message) => {
  if (message.type === 'newer') newer = message.version;
});

/** The version that is there to be found; nothing: looking fails. */
export function newerVersion(): string | undefined {
  return newer;
}

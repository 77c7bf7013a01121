import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The project's root folder. */
export const root = join(import.meta.dirname, '..');

export interface RunOptions {
  /** Collects the output instead of showing it. */
  readonly quiet?: boolean;
  /** Kills the program after so many milliseconds. */
  readonly limit?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** How a program ended; one that cannot be started, or was killed, has no code of its own and gets 1. */
export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program from the project's root to its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const { quiet = false, limit, env = process.env } = options;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...(limit === undefined ? {} : { timeout: limit }),
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Runs a JavaScript or TypeScript program of the project or its packages on the Node that runs this. */
export function runNode(script: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return run(process.execPath, [join(root, script), ...args], options);
}

/** The full path of a program that the shell would find. */
export function inPath(program: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file));
}

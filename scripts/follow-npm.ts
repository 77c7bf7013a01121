import process from 'node:process';

/**
 * Loaded before a program that `npm run` keeps running. npm hands a signal to the shell between it and the program,
 * and some shells end without handing it on; the program, then left without its parent, gets the signal here.
 */
const lookEvery = 250;
const parent = process.ppid;

if (process.env.npm_lifecycle_event !== undefined) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, lookEvery);
  timer.unref();
}

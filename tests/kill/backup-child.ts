import { carryOut } from './backup.ts';

await carryOut(JSON.parse(process.argv[2] ?? ''));

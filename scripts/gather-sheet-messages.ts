import { writeFileSync } from 'node:fs';
import { sheetFile, sheetMessages } from './sheet-messages.ts';

writeFileSync(sheetFile, `${JSON.stringify(await sheetMessages(), null, 2)}\n`);

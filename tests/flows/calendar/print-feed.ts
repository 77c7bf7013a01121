import { textOf } from '../../../server/calendar/testing.ts';
import { trickyContents } from './feed-contents.ts';

/** Writes a feed to standard output, in a process whose TZ the test has set. */
process.stdout.write(textOf(trickyContents()));

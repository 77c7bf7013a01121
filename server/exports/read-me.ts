/** What a person finds who opens the zip. In English: it may be read by anybody, years later. */
export function readMe(practice: string): string {
  return `Everything that Dunebook knows about ${practice}, as it was when this file was made (see dunebook.json).

bookings.ics   all bookings, for calendar programs
tables/        the main lists, for spreadsheets: UTF-8, separated by commas, times in UTC
data/          all of it, one JSON document per line, with everything that happened since the beginning

Dunebook itself reads data/: on a computer without a practice choose "From an export" when it starts for the first time,
or run: npm run hub -- import FILE

What is not in here: PINs and passwords, API keys, the addresses of calendar feeds, the secrets of webhooks, and which desks
may come in. Secrets never leave the computer that they were made on. They have to be made anew.

Keep this file as you would keep your customers' files: whoever has it can read all of it.
`;
}

import { RefusalError, refuse } from '../../shared/errors.ts';
import { type ImportField, importFields, type RowValues } from '../../shared/resources/imports.ts';
import { fold } from '../../shared/search.ts';
import type { Table } from './csv.ts';

/** What each column is taken for; `null`: left out. */
export type Columns = Record<string, ImportField | null>;

/** Headings by field as practices and their programs write them, folded and without punctuation. */
const headings: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    'name',
    'full name',
    'fullname',
    'customer',
    'customer name',
    'client',
    'client name',
    'patient',
    'patient name',
    'kunde',
    'nom complet',
    'nombre completo',
  ],
  first_name: ['first name', 'firstname', 'given name', 'forename', 'vorname', 'prenom', 'nombre', 'nome'],
  last_name: [
    'last name',
    'lastname',
    'surname',
    'family name',
    'nachname',
    'nom',
    'apellido',
    'apellidos',
    'cognome',
  ],
  email: ['email', 'e mail', 'mail', 'email address', 'e mail address', 'emailadresse', 'courriel', 'correo'],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'tel',
    'mobile',
    'mobile number',
    'mobile phone',
    'cell',
    'cell phone',
    'telefon',
    'handy',
    'telefono',
    'contact number',
  ],
  language: ['language', 'lang', 'locale', 'sprache', 'langue', 'idioma'],
  notes: ['notes', 'note', 'comment', 'comments', 'remarks', 'notizen', 'bemerkung'],
  alert: ['alert', 'warning', 'allergies', 'allergy'],
  tags: ['tags', 'tag', 'labels', 'groups'],
  external_id: ['external id', 'id', 'customer id', 'client id', 'patient id', 'reference', 'ref', 'number'],
};

/** What a heading says the column is, as far as it can be told; the first of two that say the same counts. */
export function guessColumns(heading: readonly string[]): Columns {
  const columns: Columns = {};
  const taken = new Set<ImportField>();
  for (const title of heading.filter((name) => name !== '')) {
    const folded = fold(title)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    const field = importFields.find((one) => !taken.has(one) && headings[one].includes(folded)) ?? null;
    if (field) taken.add(field);
    columns[title] = field;
  }
  return columns;
}

/** The guess with what the caller says instead. 422 where a column or field does not exist, or nothing gives a name. */
export function chooseColumns(heading: readonly string[], said: Columns = {}): Columns {
  const unknown = Object.keys(said).find((title) => !heading.includes(title));
  if (unknown !== undefined) throw wrong(`the file has no column ${unknown.slice(0, 100)}`);
  const given = new Set(Object.values(said));
  const guessed = Object.entries(guessColumns(heading)).map(
    ([title, field]) => [title, field && given.has(field) ? null : field] as const,
  );
  const columns: Columns = { ...Object.fromEntries(guessed), ...said };
  const fields = Object.values(columns).filter((field) => field !== null);
  const twice = fields.find((field, i) => fields.indexOf(field) !== i);
  if (twice) throw wrong(`two columns are ${twice}`);
  if (!fields.some((field) => ['name', 'first_name', 'last_name'].includes(field)))
    throw wrong('no column is a name; say which one is, such as {"Who": "name"}', { columns });
  return columns;
}

/** The cells of a row by field; empty ones are left out. */
export function valuesOf(table: Table, columns: Columns, cells: readonly string[]): RowValues {
  const values: RowValues = {};
  for (const [i, title] of table.heading.entries()) {
    const field = columns[title];
    const cell = cells[i];
    if (field && cell) values[field] = cell;
  }
  return values;
}

function wrong(message: string, more: Record<string, unknown> = {}): RefusalError {
  return new RefusalError(
    refuse('validation_failed', `columns: ${message}`, { issues: [{ path: 'columns', message }], ...more }),
  );
}

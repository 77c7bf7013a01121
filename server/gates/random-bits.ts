const uuid = /^(.*[^0-9a-f])?[0-9a-f]{8}-[0-9a-f]{4}-([1-8])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const ulid = /^(.*[^0-9A-Za-z])?[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;

/**
 * How many random bits a key of this look has at most. Nobody can tell chance by its look; but a word, a counter, a
 * time or a key of too few characters can be told for certain. Known forms count what is random in them: 122 bits of a
 * UUID of version 4, 80 of a ULID. Of anything else, letters and digits count, by the smallest alphabet that has them;
 * the two others of base 64 count where all of these occur.
 */
export function randomBits(key: string): number {
  const version = uuid.exec(key)?.[2];
  if (version !== undefined) return version === '4' ? 122 : 74;
  if (ulid.test(key)) return 80;
  const characters = key.replace(/[^0-9A-Za-z]/g, '');
  // Some characters over and over are no chance, however many they are.
  if (new Set(characters).size < 8) return 0;
  const alphabet = alphabetOf(characters);
  if (alphabet === 62) return 6 * key.replace(/[^0-9A-Za-z+/_-]/g, '').length;
  return characters.length * Math.log2(alphabet);
}

function alphabetOf(characters: string): number {
  if (/^[0-9]*$/.test(characters)) return 10;
  if (/^(?:[0-9a-f]*|[0-9A-F]*)$/.test(characters)) return 16;
  const letters = [/[a-z]/, /[A-Z]/].filter((kind) => kind.test(characters)).length;
  return 26 * letters + (/[0-9]/.test(characters) ? 10 : 0);
}

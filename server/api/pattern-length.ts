/** How long a text that a pattern takes can be: `^#[0-9a-f]{6}$` → 7; Infinity where it has no end. */
export function longestMatch(pattern: string): number {
  let at = 0;

  function alternatives(): number {
    let longest = sequence();
    while (pattern[at] === '|') {
      at++;
      longest = Math.max(longest, sequence());
    }
    return longest;
  }

  function sequence(): number {
    let length = 0;
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const one = atom();
      length += one === 0 ? 0 * times() : one * times();
    }
    return length;
  }

  function atom(): number {
    const char = pattern[at++];
    if (char === '^' || char === '$') return 0;
    if (char === '\\') {
      at++;
      return 1;
    }
    if (char === '[') {
      while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
      at++;
      return 1;
    }
    if (char !== '(') return 1;
    const looks = /^\?<?[=!]/.test(pattern.slice(at, at + 3));
    at += /^\?(?:<?[=!]|:|<\w+>)/.exec(pattern.slice(at))?.[0].length ?? 0;
    const inner = alternatives();
    at++;
    return looks ? 0 : inner;
  }

  function times(): number {
    const [text = '', , from, comma, to] = /^(\?|\*|\+|\{(\d+)(,?)(\d*)\})\??/.exec(pattern.slice(at)) ?? [];
    at += text.length;
    if (text === '' || text.startsWith('?')) return 1;
    if (text.startsWith('*') || text.startsWith('+')) return Number.MAX_SAFE_INTEGER;
    if (to) return Number(to);
    return comma ? Number.MAX_SAFE_INTEGER : Number(from);
  }

  const isWhole = pattern.startsWith('^') && pattern.endsWith('$');
  const length = isWhole ? alternatives() : Number.POSITIVE_INFINITY;
  return length >= Number.MAX_SAFE_INTEGER ? Number.POSITIVE_INFINITY : length;
}

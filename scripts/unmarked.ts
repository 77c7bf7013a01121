import { parseSync } from 'vite';

/** Words in a source that no translator would see, or that are said before the language is known. */
export interface Unmarked {
  readonly line: number;
  readonly text: string;
  readonly why: 'not marked' | 'said too early';
}

/** A node of the syntax tree, as far as this needs to know. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

/** What every node below it is known to be within. */
interface Place {
  /** In a function, which runs only once the window is there. */
  readonly later: boolean;
  /** What stands here is shown: children and attributes of elements. */
  readonly shown: boolean;
}

/** Attributes that are read whatever they look like; others are where they look like words. */
const readAttributes =
  /^(label|title|placeholder|alt|description|message|error|suffix|prefix|action|aria-label|aria-description|aria-valuetext|aria-roledescription|\w+(Label|Message|Placeholder))$/;
/** Attributes that look like words and are none. */
const programAttributes = /^(key|valueFormat|labelFormat|style|className|to|href|d)$/;
/** Functions whose arguments are programs' words, or marked ones. */
const programCalls =
  /^(t|msg|plural|select|selectOrdinal|defineMessage|includes|has|startsWith|endsWith|closest|matches|querySelector|querySelectorAll|getElementById|getItem|setItem|addEventListener|removeEventListener|split|join|replace|replaceAll|getPropertyValue|setProperty|error|warn|refuse|createElement)$/;
const marks = new Set(['Trans', 'Plural', 'Select', 'SelectOrdinal', 'Code']);
/** Keys of the keyboard, names and what programs are told: the same in every language. */
const sameEverywhere =
  /^(Enter|Escape|Tab|Home|End|Backspace|Delete|Insert|Page(Up|Down)|Arrow(Left|Right|Up|Down)|Shift|Control|Alt|Meta|F\d+|Dunebook|GraphQL|POST|evt_…)$/;
const functions = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration']);

/**
 * Finds words that people would read in English whatever their language.
 * @param file Name of the source, for its kind only.
 */
export function unmarkedIn(file: string, source: string): Unmarked[] {
  const found: Unmarked[] = [];
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);

  function walk(value: unknown, place: Place): void {
    if (Array.isArray(value)) for (const each of value) walk(each, place);
    if (!isNode(value)) return;
    const words = wordsIn(value, place);
    if (words !== undefined) {
      const line = source.slice(0, value.start).split('\n').length;
      found.push({ line, text: words.text.replace(/\s+/g, ' ').trim(), why: words.why });
    }
    for (const [child, within] of partsOf(value, place)) walk(child, within);
  }

  walk(program, { later: false, shown: false });
  return found;
}

/** What a node itself says to people without being marked, or too early. */
function wordsIn(node: Node, place: Place): Pick<Unmarked, 'text' | 'why'> | undefined {
  const unmarked = (text: string, is: boolean) =>
    is && !sameEverywhere.test(text.trim()) ? ({ text, why: 'not marked' } as const) : undefined;
  switch (node.type) {
    case 'JSXText':
      return unmarked(String(node.value), letters(String(node.value)));
    case 'TaggedTemplateExpression':
      return nameOf(node.tag) === 't' && !place.later
        ? { text: quasisOf(node.quasi), why: 'said too early' }
        : undefined;
    case 'Literal': {
      const { value } = node;
      if (typeof value !== 'string') return undefined;
      return unmarked(value, place.shown ? letters(value) && !isProgram(value) : reads(value));
    }
    case 'TemplateLiteral': {
      const text = quasisOf(node);
      return unmarked(text, place.shown ? letters(text) && !isProgram(text) : readsAround(text));
    }
    default:
      return undefined;
  }
}

type Part = readonly [unknown, Place];

/** What of a node is to be looked through, and where that is. */
function partsOf(node: Node, place: Place): readonly Part[] {
  const aside = { ...place, shown: false };
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'ThrowStatement':
    case 'TaggedTemplateExpression':
      return [];
    case 'BinaryExpression':
      return node.operator === '+' ? fieldsOf(node, place) : [];
    case 'JSXAttribute': {
      const name = nameOf(node.name);
      if (programAttributes.test(name)) return [];
      return [[node.value, { ...place, shown: readAttributes.test(name) }]];
    }
    case 'JSXElement': {
      const opening = isNode(node.openingElement) ? node.openingElement : undefined;
      const attributes: Part = [opening?.attributes, aside];
      if (marks.has(nameOf(opening?.name))) return [attributes];
      return [attributes, [node.children, { ...place, shown: true }]];
    }
    case 'CallExpression':
    case 'NewExpression': {
      const called = nameOf(node.callee);
      if (programCalls.test(called) || /Error$|^Intl|Params$/.test(called)) return [];
      return [
        [node.callee, place],
        [node.arguments, aside],
      ];
    }
    case 'SwitchCase':
      return [[node.consequent, place]];
    case 'ConditionalExpression':
      return [
        [node.consequent, place],
        [node.alternate, place],
      ];
    case 'LogicalExpression':
      return node.operator === '&&' ? [[node.right, place]] : fieldsOf(node, place);
    case 'Property':
      return nameOf(node.key) === 'fontFamily' ? [] : [[node.value, aside]];
    case 'MemberExpression':
      return [[node.object, aside]];
    case 'TemplateLiteral':
      return [[node.expressions, aside]];
    default:
      if (/^TS(?!AsExpression|SatisfiesExpression|NonNull)/.test(node.type)) return [];
      return fieldsOf(node, functions.has(node.type) ? { later: true, shown: false } : place);
  }
}

function fieldsOf(node: Node, place: Place): readonly Part[] {
  return Object.values(node)
    .filter((field) => typeof field === 'object')
    .map((field) => [field, place]);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** `f` of `f`, `a.f` and `<f`. */
function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'MemberExpression' || value.type === 'JSXMemberExpression')
    return nameOf(value.property);
  return typeof value.name === 'string' ? value.name : '';
}

/** The fixed parts of a template, with `{}` for what is put in. */
function quasisOf(template: unknown): string {
  if (!isNode(template) || !Array.isArray(template.quasis)) return '';
  const parts: readonly unknown[] = template.quasis;
  return parts.map((part) => (isNode(part) ? cookedOf(part.value) : '')).join('{}');
}

function cookedOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function letters(text: string): boolean {
  return /\p{L}{2}/u.test(text.replaceAll(/&\w+;/g, ''));
}

/** Styles, addresses and the like, also where something is shown. */
function isProgram(text: string): boolean {
  if (/\s\p{Ll}{2,}\s\p{Ll}/u.test(text)) return false;
  return /var\(|^[./#]|:\/\/|^[\d.]+(px|rem|em|%|vh|vw)/.test(text) || /^[a-z]+([-_.][a-z]+)+$/.test(text);
}

/** A sentence, or a word that begins with a capital. */
function reads(text: string): boolean {
  if (isProgram(text) || /[{}=<>]|--/.test(text)) return false;
  return /\p{L}{2,}[,.:;…]?\s+\p{L}/u.test(text) || /^\p{Lu}(-?[\p{Ll}’]+)+([\s.…!?]|$)/u.test(text);
}

/** Words next to a placeholder or to each other. */
function readsAround(text: string): boolean {
  if (isProgram(text) || /[=<>]|--|^\{\}?[/#?]/.test(text)) return false;
  return reads(text.replaceAll('{}', ' ').trim()) || /(\p{L}{2,}[,.:…]? | \p{L}{2,})/u.test(text);
}

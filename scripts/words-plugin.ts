import { compileMessage } from '@lingui/message-utils/compileMessage';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';

/** What of Babel is used here. */
interface Babel {
  readonly types: { valueToNode(value: unknown): unknown };
}

interface Property {
  readonly key?: { readonly name?: string };
  value?: unknown;
}

interface ObjectPath {
  readonly node: { readonly properties: readonly Property[] };
}

interface ProgramPath {
  traverse(visitor: { ObjectExpression(path: ObjectPath): void }): void;
}

/**
 * Makes look-ups of the marked words in sources, and modules of the message files; goes before React's own plugin.
 * English stays in the sources, ready to be said: a desk in English fetches no words, and what is not translated yet is
 * said in English.
 */
export function words() {
  const macros = linguiTransformerBabelPreset({ descriptorFields: 'message' });
  // Babel works through presets from the last to the first.
  const presets = [{ ...macros, preset: { plugins: [compiled] } }, macros];
  return [babel({ presets }), lingui({ failOnCompileError: true })];
}

/** Babel plugin: messages in sources are compiled like those in message files. */
function compiled({ types }: Babel) {
  const compile = ({ node: { properties } }: ObjectPath) => {
    const message = properties.find(({ key }) => key?.name === 'message');
    const text = message && textOf(message.value);
    if (!message || text === undefined || !properties.some(({ key }) => key?.name === 'id')) return;
    message.value = types.valueToNode(compileMessage(text));
  };
  return {
    visitor: { Program: { exit: (path: ProgramPath) => path.traverse({ ObjectExpression: compile }) } },
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('value' in value))
    return undefined;
  return value.type === 'StringLiteral' && typeof value.value === 'string' ? value.value : undefined;
}

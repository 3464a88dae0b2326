import { readFileSync } from 'node:fs';

/** An import of a module of Node.js, on one line or several: what of it, and from where. */
const IMPORT = /^import (?!type )([\w*{][^;'"]*?) from ['"](node:[\w/]+)['"];?$/gm;

/**
 * A plugin of esbuild: Node.js's own modules are asked for what is needed of them. As ES modules they have all that they can export evaluated first, also what takes
 * long to load and nobody uses, such as the streams of node:fs and the decoders of node:util.
 */
export const builtins = {
  name: 'builtins',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.(ts|m?js)$/ }, ({ path }) => {
      if (path.includes('/@oclif/')) return undefined;
      const text = readFileSync(path, 'utf8');
      return { contents: text.replace(IMPORT, inPlace), loader: path.endsWith('.ts') ? 'ts' : 'js' };
    }),
};

function inPlace(whole, what, from) {
  const names = /^\{([^}]*)\}$/.exec(what.trim())?.[1];
  const module = `globalThis.process.getBuiltinModule('${from}')`;
  if (names === undefined) return /^\w+$/.test(what) ? `const ${what} = ${module};` : whole;
  const values = names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
  return `const { ${values.map((name) => name.replace(/ as /, ': ')).join(', ')} } = ${module};`;
}

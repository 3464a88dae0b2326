import { readFileSync } from 'node:fs';

/**
 * What oclif does at every start, and takes 10 to 15 ms for: it sorts the commands of a manifest by the rules of a language, for which V8 loads its tables,
 * and loads what finds out whether this is WSL, and what tells what it does when $DEBUG is set.
 */
const EDITS = {
  '/lib/config/plugin.js': { from: 'a.id.localeCompare(b.id)', to: '(a.id < b.id ? -1 : 1)' },
  '/lib/logger.js': {
    from: 'const debug = (0, debug_1.default)(namespace);',
    to: 'const debug = process.env.DEBUG ? (0, debug_1.default)(namespace) : () => {};',
  },
  '/lib/util/os.js': { from: "(await import('wsl-utils')).isWsl ? 'wsl' : ", to: '' },
};

/** A plugin of esbuild. Fails when another version of oclif has other words. */
export const slimOclif = {
  name: 'slim-oclif',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@oclif\/core\/lib\/.*\.js$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return { contents: withLazyModules(edited(text, path)), loader: 'js' };
    }),
};

function edited(text, path) {
  const [, edit] = Object.entries(EDITS).find(([file]) => path.endsWith(file)) ?? [];
  if (edit === undefined) return text;
  if (!text.includes(edit.from)) throw new Error(`${path} does not hold "${edit.from}" any more`);
  return text.replace(edit.from, edit.to);
}

/**
 * Each module that oclif requires is loaded when something of it is first used: most of them (help, globs, spinners, templates) never are. Its files are
 * what TypeScript makes of imports, so that each is a line `const NAME_N = require(…);`.
 */
function withLazyModules(text) {
  const required = /^(?:const|var) (\w+_\d+) = (.*\brequire\("[^"]+"\)\)?);$/;
  const lines = text.split('\n');
  const names = lines.flatMap((line) => required.exec(line)?.[1] ?? []);
  if (names.length === 0) return text;
  const used = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');
  const lazy = (line) =>
    required.test(line)
      ? line.replace(required, 'var $1_loaded; const $1 = () => ($1_loaded ??= $2);')
      : line.replace(used, '($&())');
  return lines.map(lazy).join('\n');
}

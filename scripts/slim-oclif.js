import { readFileSync } from 'node:fs';

/**
 * What oclif does at every start, and takes 10 to 15 ms for: it sorts the commands of a manifest by the rules of a language, for which V8 loads its tables,
 * and loads what finds out whether this is WSL. netlab needs neither.
 */
const EDITS = [
  { file: '/lib/config/plugin.js', from: 'a.id.localeCompare(b.id)', to: '(a.id < b.id ? -1 : 1)' },
  { file: '/lib/util/os.js', from: "(await import('wsl-utils')).isWsl ? 'wsl' : ", to: '' },
];

/** A plugin of esbuild. Fails when another version of oclif has other words. */
export const slimOclif = {
  name: 'slim-oclif',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@oclif\/core\/lib\/(config\/plugin|util\/os)\.js$/ }, ({ path }) => {
      const { from, to } = EDITS.find(({ file }) => path.endsWith(file));
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not hold "${from}" any more`);
      return { contents: text.replace(from, to), loader: 'js' };
    }),
};

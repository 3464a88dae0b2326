// Builds the program: one bundle split by command, so that each loads only what it needs, its labs as they are read, and oclif's manifest.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { builtins } from './builtins.js';
import { keepLabs } from './keep-labs.js';
import { slimOclif } from './slim-oclif.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = filesBelow('src/commands');

// In the VM of the Vagrantfile it is a mount, which can be emptied and not removed.
mkdirSync(`${root}/dist`, { recursive: true });
for (const name of readdirSync(`${root}/dist`)) rmSync(`${root}/dist/${name}`, { recursive: true });
/** What the program shares with modules from elsewhere; see src/whole-zod.ts. */
const wholeZod = {
  name: 'whole-zod',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/whole-zod\.ts$/ }, () => ({ path: './whole-zod.js', external: true })),
};
const pjson = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const libraries = Object.keys(pjson.dependencies).map((name) => `node_modules/${name}/package.json`);
const made = madeFrom([...libraries, ...filesBelow('src')]);
const shared = {
  define: { NETLAB_BUILD: JSON.stringify(made) },
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  logLevel: 'warning',
};
await build({ ...shared, entryPoints: { 'whole-zod': 'src/whole-zod.ts' }, outdir: 'dist' });
await build({
  ...shared,
  plugins: [wholeZod, slimOclif, builtins],
  entryPoints: ['src/oclif.ts', 'src/check-kind.ts', 'src/elsewhere.ts', 'src/hooks/command-not-found.ts', ...commands],
  outdir: 'dist',
  outbase: 'src',
  splitting: true,
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
await keepLabs(`${root}/labs`, { build: made, folder: `${root}/dist/kept` });
rmSync(`${root}/oclif.manifest.json`, { force: true });
const { Config } = await import('@oclif/core/config');
const config = await Config.load({ root, pjson, userPlugins: false, devPlugins: false });
const [plugin] = config.getPluginsList().filter((one) => one.root.replace(/\/$/, '') === root.replace(/\/$/, ''));
writeFileSync(`${root}/oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);

/** The TypeScript files below a folder, by their paths. */
function filesBelow(folder) {
  const names = readdirSync(`${root}/${folder}`, { recursive: true }).map(String).sort();
  return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
}

/** The same word for the same source. */
function madeFrom(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(`${root}/${file}`));
  return hash.digest('hex').slice(0, 16);
}

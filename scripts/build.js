// Builds the program: one bundle split by command, so that each loads only what it needs, and oclif's manifest.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const commands = readdirSync(`${root}/src/commands`, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'));

rmSync(`${root}/dist`, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    'src/oclif.ts',
    'src/check-kind.ts',
    'src/hooks/command-not-found.ts',
    ...commands.map((file) => `src/commands/${file}`),
  ],
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.18',
  logLevel: 'warning',
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
rmSync(`${root}/oclif.manifest.json`, { force: true });
const { Config } = await import('@oclif/core/config');
const pjson = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const config = await Config.load({ root, pjson, userPlugins: false, devPlugins: false });
const [plugin] = config.getPluginsList().filter((one) => one.root.replace(/\/$/, '') === root.replace(/\/$/, ''));
writeFileSync(`${root}/oclif.manifest.json`, `${JSON.stringify(plugin.manifest, null, 2)}\n`);

#!/usr/bin/env node
// The program straight from its sources: Node.js strips the types. oclif must not transpile, which would run a stale dist/.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { execute } from '@oclif/core/execute';
import { settings } from '@oclif/core/settings';

const root = fileURLToPath(new URL('..', import.meta.url));
const pjson = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
pjson.oclif.commands = { strategy: 'pattern', target: './src/commands' };
pjson.oclif.hooks = { command_not_found: './src/hooks/command-not-found.ts' };
settings.enableAutoTranspile = false;
await execute({ dir: root, loadOptions: { root, pjson, userPlugins: false, ignoreManifest: true } });

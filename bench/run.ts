// Measures netlab beside its limits and its peers on this machine: npm run bench -- --hosts 3,10 --rounds 5 --json figures.json
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { noMininet } from './by-mininet.ts';
import { cli } from './cli.ts';
import { labs } from './labs.ts';
import { memory } from './memory.ts';
import { proving } from './proving.ts';
import type { Row } from './statistics.ts';
import { table } from './table.ts';
import { topology } from './topology.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    hosts: { type: 'string', default: '3,10,100,1000' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const say = (line: string) => process.stderr.write(`${line}\n`);
const parts: Record<string, () => Promise<Row[]>> = {
  topology: () => topology(values.hosts.split(',').map(Number), rounds, say),
  cli: () => cli(rounds, say),
  labs: () => labs(rounds, say),
  proving: () => proving(say),
  memory: () => memory(say),
};
const unknown = (values.only ?? []).filter((name) => !(name in parts));
if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(', ')}: ${Object.keys(parts).join(', ')}`);

const rows: Row[] = [];
for (const [name, measure] of Object.entries(parts)) {
  if (values.only === undefined || values.only.includes(name)) rows.push(...(await measure()));
}
const missing = noMininet();
process.stdout.write(`${table(rows)}\n`);
if (missing !== undefined) process.stdout.write(`Not measured: ${missing}.\n`);
const machine = { cpu: cpus()[0]?.model ?? '', cpus: cpus().length, node: process.version };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, rounds, rows }, null, 2)}\n`);

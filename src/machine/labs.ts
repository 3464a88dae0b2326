import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { kinds } from '../checks/kinds.ts';
import { listLabs } from '../lab/catalog.ts';
import type { Lab } from '../lab/lab.ts';
import { readLab } from '../lab/load.ts';
import type { LabNeeds } from './facts.ts';

/** The program that a kind of check runs, where it is not one that every lab needs. */
const RUN_BY: Record<string, string> = {
  arping: 'arping',
  trace: 'traceroute',
  http: 'curl',
  spread: 'curl',
  dns: 'dig',
  capture: 'tcpdump',
  iptables: 'iptables',
  nft: 'nft',
  conntrack: 'conntrack',
};

/** What the labs below a folder need of the machine. A lab with problems needs nothing: it does not start. */
export async function lookAtLabs(folder: string): Promise<LabNeeds[]> {
  const listed = await listLabs(folder);
  const readings = await Promise.all(listed.map(({ folder: home }) => readLab(home, kinds)));
  return readings.flatMap(({ lab }) => (lab === undefined ? [] : [needsOf(lab, solutionOf(lab))]));
}

/** The programs a lab uses: what it requires, its own servers, those that its checks run, and those that its solution types. */
export function needsOf(lab: Lab, solution: string): LabNeeds {
  const checks = lab.tasks.flatMap((task) => task.checks);
  const ofChecks = checks.flatMap(({ kind, entry, control }) => [
    ...programsOf(kind, entry),
    ...(control === undefined ? [] : programsOf(control.kind, control.entry)),
  ]);
  const programs = new Set([...lab.requires, ...serversOf(lab), ...ofChecks, ...wordsOf(solution)]);
  return { id: lab.id, requires: lab.requires, programs: [...programs].sort() };
}

function programsOf(kind: string, entry: unknown): string[] {
  const own = RUN_BY[kind];
  const isCaptured =
    typeof entry === 'object' && entry !== null && 'seen-as' in entry && entry['seen-as'] !== undefined;
  return [...(own === undefined ? [] : [own]), ...(isCaptured ? ['tcpdump'] : [])];
}

function serversOf({ topology }: Lab): string[] {
  const networks = Object.values(topology.nodes).flatMap((node) => [node, ...Object.values(node.namespaces)]);
  const processes = networks.flatMap((network) => Object.values(network.processes));
  return processes.map(({ run: [program = ''] }) => basename(program));
}

/** Every word of a script that could be a command; comments are none. */
function wordsOf(script: string): string[] {
  const code = script
    .split('\n')
    .filter((line) => !line.trim().startsWith('#'))
    .join('\n');
  return code.split(/[\s;|&()$`'"=]+/).filter((word) => /^[a-z][a-z0-9.-]*$/.test(word));
}

function solutionOf(lab: Lab): string {
  try {
    return readFileSync(join(lab.folder, 'solution.sh'), 'utf8');
  } catch {
    return '';
  }
}

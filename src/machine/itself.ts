import type { Facts } from './facts.ts';
import { type Finding, ok } from './finding.ts';

/** What netlab itself stands on: Node.js, its place on PATH, its state directory, and what labs left behind. */
export function judgeItself({ node, otherNetlab, state, root }: Facts): Finding[] {
  return [
    ok('node', `Node.js ${node.version} (${node.path})`),
    ...judgePath(otherNetlab, root),
    ...judgeState(state, root),
  ];
}

function judgePath(other: Facts['otherNetlab'], root: string): Finding[] {
  if (!other) return [];
  const whose = other.isIpSpace
    ? 'the netlab of ipSpace, a tool for router labs'
    : 'another program or another version';
  return [
    {
      id: 'path',
      status: 'warning',
      says: `"netlab" in your shell is ${other.path}: ${whose}`,
      blocks: [],
      mend: [],
      advice: `type "npx netlab" in ${root}, or name this one: alias netlab=${root}/bin/run.js`,
    },
  ];
}

function judgeState(state: Facts['state'], root: string): Finding[] {
  if ('problem' in state) {
    const { problem, next } = state;
    return [{ id: 'state', status: 'missing', says: problem, blocks: [], mend: [], advice: next.join('; ') }];
  }
  const findings = [ok('state', `${state.path} is writable`)];
  if (state.gone.length === 0) return findings;
  return [
    ...findings,
    {
      id: 'leftovers',
      status: 'warning',
      says: `the sandbox of ${state.gone.join(', ')} has ended without "netlab stop"; only the record is left`,
      blocks: [],
      mend: state.gone.map((lab) => ({ argv: [`${root}/bin/run.js`, 'stop', lab], asRoot: false })),
    },
  ];
}

import { addresses } from '../../system/ip.ts';
import type { Network } from '../check.ts';
import { type Facet, verdictOf } from '../parts/facets.ts';
import { look } from '../parts/look.ts';
import type { PingEntry, PingSeen } from './ping.ts';
import { reasonFor } from './ping-answers.ts';
import { holds, type PingLook, pingOnce } from './ping-once.ts';

/** The places of a `matrix`, or place → address. */
type Matrix = NonNullable<PingEntry['matrix']>;

const PAIRS_SHOWN = 6;

/** Every place pings every other one, all side by side. */
export async function probeMatrix(entry: PingEntry, matrix: Matrix, network: Network): Promise<PingSeen> {
  const targets = await Promise.all(membersOf(matrix).map((member) => targetOf(member, matrix, network)));
  const pairs = targets.flatMap(({ place: from }) =>
    targets
      .filter((target) => target.place !== from)
      .flatMap((target) => target.addresses.map((to) => ({ from, to, name: target.place }))),
  );
  return {
    looks: await Promise.all(pairs.map((pair) => pingOnce(network, entry, pair))),
    homeless: targets.filter((target) => target.addresses.length === 0),
  };
}

async function targetOf(member: string, matrix: Matrix, network: Network) {
  const evidence = { command: network.byHand(member, ['ip', 'addr']), output: '' };
  if (!Array.isArray(matrix)) return { place: member, addresses: [matrix[member] ?? ''], evidence };
  const interfaces = await look(network, member, addresses);
  const live = interfaces
    .flatMap(({ addr_info }) => addr_info)
    .filter(({ family, scope }) => family === 'inet' && scope === 'global')
    .flatMap(({ local }) => local ?? []);
  return { place: member, addresses: live, evidence };
}

/** One verdict on all pairs, which names those that are wrong. */
export function judgeMatrix(entry: PingEntry, { looks, homeless }: PingSeen) {
  const wrong = looks.filter(({ answers }) => !holds(entry, answers));
  const first = wrong[0];
  const facets: Facet[] = homeless.map(({ place: name }) => ({
    holds: false,
    expected: `${name} has an IPv4 address`,
    found: `${name} has none`,
  }));
  const expected = entry.reachable ? 'everyone reaches everyone' : 'nobody reaches anybody';
  const because = first && entry.reachable ? reasonFor(first.answers, first.from, first.to) : undefined;
  facets.push({
    holds: wrong.length === 0,
    expected,
    found: pairsPhrase(entry.reachable, wrong, looks.length),
    because,
  });
  const evidence = first?.evidence ?? homeless[0]?.evidence ?? looks[0]?.evidence;
  return verdictOf(facets, evidence ?? { command: 'ip addr', output: '' });
}

/** "red → blue, red → gray do not answer": the pairs that are wrong, as many as a line bears. */
function pairsPhrase(reachable: boolean, wrong: readonly PingLook[], all: number): string {
  const [none, every] = reachable ? ['do not answer', 'answer'] : ['answer', 'do not answer'];
  if (wrong.length === 0) return `all ${all} pairs ${every}`;
  if (wrong.length === all && all > 2) return `all ${all} pairs ${none}`;
  const pairs = [...new Set(wrong.map(({ from, name }) => `${from} → ${name}`))];
  const shown = pairs.slice(0, PAIRS_SHOWN).join(', ');
  const more = pairs.length > PAIRS_SHOWN ? ` and ${pairs.length - PAIRS_SHOWN} more` : '';
  return `${shown}${more} ${pairs.length === 1 ? none.replace(/^do/, 'does').replace(/^answer/, 'answers') : none}`;
}

/** The places of a matrix. */
export function membersOf(matrix: Matrix): readonly string[] {
  return Array.isArray(matrix) ? matrix : Object.keys(matrix);
}

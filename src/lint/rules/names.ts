import { splitPlace } from '../../lab/places.ts';
import type { Fault } from '../../lab/problems/problem.ts';
import { networkParts } from '../../lab/rules/network-parts.ts';
import type { Subject } from '../subject.ts';

/** Interfaces have names of two characters or more: `ip link add a type veth` reads `a` as `address` (ip-link(8)). */
export function nameFaults({ lab, kinds }: Pick<Subject, 'lab' | 'kinds'>): Fault[] {
  return [...declared(lab), ...inChecks(lab, kinds)].flatMap(({ name, ...place }) => {
    if (name.length !== 1) return [];
    const message = `interface "${name}" has a name of one letter, which ip takes for an abbreviated word: use veth-${name}`;
    return [{ code: 'short-name', message, ...place }];
  });
}

type Named = { name: string; path: readonly PropertyKey[]; atKey?: boolean; atText?: string };

function declared({ topology }: Subject['lab']): Named[] {
  return networkParts(topology).flatMap(({ network, bridges, path }) => {
    const ports = Object.entries(network.interfaces).flatMap(([name, { peer }]) => {
      const at = [...path, 'interfaces', name];
      const own: Named[] = [{ name, path: at, atKey: true }];
      return peer === undefined ? own : [...own, { name: splitPlace(peer).dev ?? peer, path: [...at, 'peer'] }];
    });
    const switches = Object.keys(bridges).map((name) => ({ name, path: [...path, 'bridges', name], atKey: true }));
    return [...ports, ...switches];
  });
}

function inChecks({ tasks }: Subject['lab'], kinds: Subject['kinds']): Named[] {
  return tasks.flatMap(({ checks }, index) =>
    checks.flatMap(({ kind, entry }, position) => {
      const path = ['tasks', index, 'checks', position, kind];
      const written = new Set(kinds.get(kind)?.places(entry) ?? []);
      return [...written].map((place) => ({ name: splitPlace(place).dev ?? '', path, atText: place }));
    }),
  );
}

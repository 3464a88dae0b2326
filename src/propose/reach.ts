import { familyOf, parsePrefix } from '../checks/parts/prefix.ts';
import type { Ping } from './pings.ts';
import type { Proposal } from './proposal.ts';

/** All pings there could be, and those that were answered at the start and are answered now. */
export type Reach = { all: readonly Ping[]; start: readonly Ping[]; now: readonly Ping[] };

/**
 * Who reaches whom and did not: a matrix for places that all reach each other, else ping by ping. Who no longer reaches whom, and who does not
 * although something else came within its reach: with that as the control, since an absence proves nothing by itself.
 */
export function reachProposals(reach: Reach): Proposal[] {
  const fresh = without(reach.now, reach.start);
  const matrices = matricesOf(reach, fresh);
  const inMatrix = ({ from, target, to }: Ping) =>
    familyOf(to) === 4 && matrices.some((places) => places.includes(from) && places.includes(target));
  const single = fresh.filter((ping) => !inMatrix(ping));
  return [
    ...matrices.map((places) => about({ matrix: places })),
    ...single.map(({ from, to }) => about({ from, to })),
    ...absences(reach, fresh),
  ];
}

/** Grows each pair that has come to reach each other by all that reach everybody in the group, both ways, at every IPv4 address. */
function matricesOf({ all, now }: Reach, fresh: readonly Ping[]): string[][] {
  const ipv4 = all.filter(({ to }) => familyOf(to) === 4);
  const open = new Set(without(ipv4, now).flatMap(({ from, target }) => [`${from} ${target}`, `${target} ${from}`]));
  const tried = new Set(ipv4.map(({ from, target }) => `${from} ${target}`));
  const areMutual = (a: string, b: string) =>
    tried.has(`${a} ${b}`) && tried.has(`${b} ${a}`) && !open.has(`${a} ${b}`);
  const places = [...new Set(ipv4.map(({ from }) => from))];
  const groups: string[][] = [];
  for (const { from, target, to } of fresh) {
    const isTold = groups.some((group) => group.includes(from) && group.includes(target));
    if (isTold || familyOf(to) === 6 || !areMutual(from, target)) continue;
    const group = [from, target];
    for (const place of places) {
      if (!group.includes(place) && group.every((member) => areMutual(member, place))) group.push(place);
    }
    groups.push(places.filter((place) => group.includes(place)));
  }
  return groups;
}

function absences({ all, start, now }: Reach, fresh: readonly Ping[]): Proposal[] {
  const lost = without(start, now);
  const never = without(without(all, now), start);
  const told = (ping: Ping, within: readonly Ping[]): Proposal[] => {
    const control = nearest(ping, within);
    if (control === undefined) return [];
    const { from, to } = control;
    return [
      { ...about({ from: ping.from, to: ping.to, reachable: false }), control: { kind: 'ping', entry: { from, to } } },
    ];
  };
  return [...lost.flatMap((ping) => told(ping, now)), ...never.flatMap((ping) => told(ping, fresh))];
}

/** What the same place reaches; of several, the same machine or else the address that shares most of its bits. */
function nearest(ping: Ping, within: readonly Ping[]): Ping | undefined {
  const near = ({ target, to }: Ping) => (target === ping.target ? 1000 : sharedBits(to, ping.to));
  return within
    .filter(({ from, to }) => from === ping.from && familyOf(to) === familyOf(ping.to))
    .toSorted((a, b) => near(b) - near(a))[0];
}

function sharedBits(a: string, b: string): number {
  const [one, other] = [parsePrefix(a), parsePrefix(b)];
  if (one === undefined || other === undefined) return 0;
  return one.length - (one.address ^ other.address).toString(2).length;
}

function without(some: readonly Ping[], others: readonly Ping[]): Ping[] {
  const known = new Set(others.map(({ from, to }) => `${from} ${to}`));
  return some.filter(({ from, to }) => !known.has(`${from} ${to}`));
}

function about(entry: Proposal['entry']): Proposal {
  return { about: 'reach', kind: 'ping', entry };
}

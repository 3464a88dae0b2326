import { printedLines } from '../on-machine.ts';
import type { Area, Repair } from './area.ts';

/** Set → the lines of `ipset save` that make it, ipset(8). */
type Sets = Record<string, string[]>;

/** Sets that rules look into. Made since, they are destroyed; changed, they are filled anew. */
export const sets: Area<Sets> = {
  async read() {
    const lines = await printedLines(['ipset', 'save']);
    const named = lines.map((line) => ({ name: line.split(' ')[1] ?? '', line: line.replace(/ timeout \d+$/, '') }));
    const names = [...new Set(named.map(({ name }) => name))];
    return Object.fromEntries(
      names.map((name) => [name, named.filter((one) => one.name === name).map(({ line }) => line)]),
    );
  },
  repair(before, now) {
    const surplus = Object.keys(now).filter((name) => !(name in before));
    const differing = Object.entries(before).filter(
      ([name, lines]) => lines.toSorted().join() !== now[name]?.toSorted().join(),
    );
    return [
      ...surplus.map((name): Repair => ({ argv: ['ipset', 'destroy', name] })),
      ...differing.flatMap(([name, lines]): Repair[] => [
        ...(name in now ? [{ argv: ['ipset', 'flush', name] }] : []),
        { argv: ['ipset', '-exist', 'restore'], input: `${lines.join('\n')}\n` },
      ]),
    ];
  },
};

import { join } from 'node:path';
import type { Lab, LabFault } from './lab.ts';
import { sha256 } from './sha256.ts';

/** Seeds are whole numbers from 1; those that are drawn are below this. */
export const MOST_SEED = 1_000_000;

/** The folder of a fault: `faults/wrong-mask`, with what plants it, what mends it, and wrong mends. */
export function faultFolder(lab: Pick<Lab, 'folder'>, fault: Pick<LabFault, 'id'>): string {
  return join(lab.folder, 'faults', fault.id);
}

/**
 * The fault that a seed means; undefined when the lab has none. As many seeds as there are faults, from 1 on, mean each of them once, in an order
 * that the lab file does not show; what a larger one means cannot be told from the small ones.
 */
export function faultOf(lab: Pick<Lab, 'id' | 'faults'>, seed: number): LabFault | undefined {
  const mixed = lab.faults.toSorted((one, other) => mark(lab.id, one.id) - mark(lab.id, other.id));
  const at = seed >= 1 && seed <= mixed.length ? seed - 1 : mark(lab.id, String(seed)) % mixed.length;
  return mixed[at];
}

/** A seed for a fault that is not among the `mended` ones, while there are others. `random` is like Math.random. */
export function drawSeed(
  lab: Pick<Lab, 'id' | 'faults'>,
  mended: readonly string[],
  random: () => number = Math.random,
): number {
  const left = lab.faults.filter(({ id }) => !mended.includes(id));
  const wanted = left.length === 0 ? lab.faults : left;
  const meant = wanted[Math.floor(random() * wanted.length)];
  const first = lab.faults.length + 1 + Math.floor(random() * (MOST_SEED / 2));
  for (let seed = first; seed < MOST_SEED; seed += 1) if (faultOf(lab, seed) === meant) return seed;
  return first;
}

function mark(lab: string, word: string): number {
  return sha256().update(`${lab}\0${word}`).digest().readUInt32BE(0);
}

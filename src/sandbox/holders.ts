import { readFileSync } from 'node:fs';
import { INSIDE } from './layout.ts';

/** Node → number of the process that keeps it open, as the sandbox counts. Written by libexec/open-node.sh. */
export function readHolders(initPid: number, nodes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    nodes.map((node) => [node, Number(readFileSync(`/proc/${initPid}/root${INSIDE.run}/nodes/${node}/pid`, 'utf8'))]),
  );
}

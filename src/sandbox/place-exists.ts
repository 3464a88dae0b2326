import { existsSync } from 'node:fs';
import type { Place } from './enter.ts';
import { namespaceFile } from './namespace-file.ts';
import type { LabRecord } from './record.ts';

/** Whether a place can be entered now. A namespace is one when its node has a file of that name in /run/netns (ip-netns(8)). */
export function placeExists(record: LabRecord, place: Place, inside: boolean): boolean {
  const root = inside ? '' : `/proc/${record.init.pid}/root`;
  const holder = record.nodes[place.node] ?? 0;
  return existsSync(
    place.namespace === undefined ? `${root}/proc/${holder}/ns` : namespaceFile(root, holder, place.namespace),
  );
}

import { existsSync } from 'node:fs';
import type { Place } from './enter.ts';
import { namespaceExists } from './namespace-exists.ts';
import type { LabRecord } from './record.ts';

/** Whether a place can be entered now. */
export function placeExists(record: LabRecord, place: Place, inside: boolean): boolean {
  const root = inside ? '' : `/proc/${record.init.pid}/root`;
  const holder = record.nodes[place.node] ?? 0;
  return place.namespace === undefined
    ? existsSync(`${root}/proc/${holder}/ns`)
    : namespaceExists(root, holder, place.namespace);
}

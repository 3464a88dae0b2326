import { editionOf } from '../lab/edition.ts';
import type { Lab } from '../lab/lab.ts';
import type { LabRecord } from '../sandbox/record.ts';

/**
 * What to tell an author whose lab has been edited since it was started: checks, texts and hints count at once, the topology only when the lab is
 * built anew. Undefined when nothing has.
 */
export function editNote(lab: Lab, record: LabRecord): string | undefined {
  const { edition } = record;
  if (edition === undefined) return undefined;
  const now = editionOf(lab);
  if (now.topology !== edition.topology) {
    return `The topology of ${lab.id} was edited after it was started. These are its checks as they are now; \`netlab reset\` builds the topology.`;
  }
  if (now.file === edition.file) return undefined;
  return `${lab.id} was edited after it was started: these are its checks as they are now.`;
}

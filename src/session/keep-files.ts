import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { INSIDE } from '../sandbox/layout.ts';
import type { LabRecord } from '../sandbox/record.ts';

/**
 * Runs `work`, which may overwrite what the learner wrote in their own folders: each file that it changes is kept beside as `NAME.mine-N`, and told, also
 * when it fails. A file that is as the lab brought it is not the learner's.
 */
export async function keepingFiles(
  record: LabRecord,
  lab: Lab,
  inside: boolean,
  onKept: (file: string) => void,
  work: () => Promise<void>,
): Promise<void> {
  const folders = record.workspaces.map(({ folder }, index) => (inside ? `${INSIDE.work}/${index}` : folder));
  const names = record.workspaces.map(({ path, folder }) => (inside ? path : folder));
  const before = folders.flatMap((folder, index) => {
    const from = originals(lab)[index];
    return filesIn(folder)
      .map((name) => ({ name, file: join(folder, name), shown: join(names[index] ?? '', name) }))
      .map((one) => ({ ...one, bytes: readFileSync(one.file) }))
      .filter(({ name, bytes }) => from === undefined || !sameAs(join(lab.folder, from, name), bytes));
  });
  try {
    await work();
  } finally {
    for (const { file, bytes, shown } of before.filter((one) => !sameAs(one.file, one.bytes))) {
      const name = freeName(file);
      writeFileSync(name, bytes, { flag: 'wx' });
      onKept(shown + name.slice(file.length));
    }
  }
}

function originals(lab: Lab): (string | undefined)[] {
  return Object.values(lab.topology.nodes).flatMap(({ workspace }) => workspace.map(({ from }) => from));
}

/** Paths below a folder of the files small enough to be somebody's own work. Links are not followed: programs in the lab write here too. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => {
      const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
      return stat?.isFile() && stat.size < 16 << 20;
    });
}

function sameAs(file: string, bytes: Buffer): boolean {
  return existsSync(file) && readFileSync(file).equals(bytes);
}

function freeName(file: string): string {
  let number = 1;
  while (existsSync(`${file}.mine-${number}`)) number += 1;
  return `${file}.mine-${number}`;
}

import { realpath } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { LabFileError } from '../errors.ts';
import { type BringKinds, bringNone, withBrought } from './brought.ts';
import { draftLab, kindOf } from './draft.ts';
import { isLabId } from './find.ts';
import type { GradableLab, LabCheck } from './lab.ts';
import { faultsOf } from './problems/issues.ts';
import { keysAt } from './problems/keys.ts';
import { placer, shownPath } from './problems/place.ts';
import { sourceAt, spanOf } from './problems/position.ts';
import { byPosition, type Fault, MOST_PROBLEMS, type Problem, renderProblems } from './problems/problem.ts';
import { type ParsedYaml, parseYaml } from './problems/yaml.ts';
import { addressFaults } from './rules/addresses.ts';
import { breakFaults, scriptFaults } from './rules/breaks.ts';
import { checkFaults, kindFaults } from './rules/checks.ts';
import { fileFaults } from './rules/files.ts';
import { interfaceFaults } from './rules/interfaces.ts';
import { taskFaults } from './rules/tasks.ts';
import { type CheckKinds, type LabFile, labSchema } from './schema.ts';
import { readSource } from './source.ts';

/** A lab without problems, or problems and no lab. `text` is what was read, when the file could be. */
export type LabReading = { lab?: GradableLab; problems: Problem[]; text?: string };

/**
 * The lab in a folder; `bring` loads the kinds of checks that it brings. Throws {@link LabFileError}, whose message holds every problem of the
 * file with its position.
 */
export async function loadLab(folder: string, kinds: CheckKinds, bring: BringKinds = bringNone): Promise<GradableLab> {
  return soundLab(await readLab(folder, kinds, bring));
}

/** The lab, when it has no problems. Throws {@link LabFileError} with all of them when it has. */
export function soundLab({ lab, problems }: LabReading): GradableLab {
  if (lab !== undefined) return lab;
  throw new LabFileError(renderProblems(problems));
}

/** As {@link loadLab}, with the problems as data. Never throws because of what the file holds. */
export async function readLab(folder: string, kinds: CheckKinds, bring: BringKinds = bringNone): Promise<LabReading> {
  const home = await realpath(folder).catch(() => resolve(folder));
  const file = join(home, 'lab.yaml');
  const source = await readSource(file);
  if ('text' in source) return { ...(await readLabText(source.text, home, kinds, bring)), text: source.text };
  return { problems: [{ ...source, file: shownPath(file), line: 1, column: 1, excerpt: '' }] };
}

/** As {@link readLab}, of a text that is or will be the lab.yaml of a folder. */
export async function readLabText(
  text: string,
  home: string,
  own: CheckKinds,
  bring: BringKinds = bringNone,
): Promise<LabReading> {
  const parsed = parseYaml(text);
  const place = placer(text, shownPath(join(home, 'lab.yaml')));
  const inYaml = parsed.faults.map((fault) => place(fault.code, fault.message, fault));
  if (inYaml.length > 0) return { problems: inYaml.sort(byPosition) };
  const placed = (faults: readonly Fault[]) =>
    faults
      .slice(0, MOST_PROBLEMS)
      .map((fault) => place(fault.code, fault.message, spanOf(parsed.document, fault)))
      .sort(byPosition);
  const { kinds, faults: inKinds } = await withBrought(parsed.data, home, own, bring);
  // Without its kinds nothing sensible can be said about the checks.
  if (inKinds.length > 0) return { problems: placed(inKinds) };
  const result = labSchema(kinds).safeParse(parsed.data);
  const faults = result.success ? [] : schemaFaults(result.error.issues, parsed, kinds);
  faults.push(...(await ruleFaults(parsed.data, home, kinds)));
  if (!result.success || faults.length > 0) return { problems: placed(faults) };
  return { lab: completeLab(result.data, home, kinds), problems: [] };
}

type Issues = Parameters<typeof faultsOf>[0];

function schemaFaults(issues: Issues, { data, document }: ParsedYaml, kinds: CheckKinds): Fault[] {
  const schema = labSchema(kinds);
  const ofKinds = new Set(kindFaults(data, kinds).map(({ path }) => path.join('\0')));
  const faults = faultsOf(issues, {
    data,
    keysAt: (path) => keysAt(schema, path),
    sourceAt: (path) => sourceAt(document, path),
  });
  // A misspelt kind is an unknown key as well; one sentence is enough.
  return faults.filter(({ code, path }) => code !== 'unknown-key' || !ofKinds.has(path.join('\0')));
}

async function ruleFaults(data: unknown, folder: string, kinds: CheckKinds): Promise<Fault[]> {
  const draft = draftLab(data, kinds);
  const { topology } = draft;
  const faults = [...folderFaults(folder), ...kindFaults(data, kinds), ...taskFaults(draft.tasks)];
  faults.push(...checkFaults(draft, kinds), ...breakFaults(data), ...(await scriptFaults(data, folder)));
  if (topology === undefined) return faults;
  return [...faults, ...interfaceFaults(topology), ...addressFaults(topology), ...(await fileFaults(topology, folder))];
}

function folderFaults(folder: string): Fault[] {
  const id = basename(folder);
  if (isLabId(id)) return [];
  const message = `the folder "${id}" names the lab: use 1 to 63 of a-z 0-9 . - as in 03-nat`;
  return [{ code: 'wrong-folder', message, path: [] }];
}

function completeLab(file: LabFile, folder: string, kinds: CheckKinds): GradableLab {
  const { format: _, tasks, kinds: brings, ...rest } = file;
  return {
    ...rest,
    brings,
    kinds,
    id: basename(folder),
    folder,
    file: join(folder, 'lab.yaml'),
    tasks: tasks.map((task) => ({
      ...task,
      checks: task.checks.map((check, index) => completeCheck(check, `${task.id}.${index + 1}`, kinds)),
    })),
  };
}

/** Only for entries that the rules found to have one kind. */
function completeCheck(check: LabFile['tasks'][number]['checks'][number], id: string, kinds: CheckKinds): LabCheck {
  const { title, points, because, within, guard, optional, reveal, control } = check;
  const kind = kindOf(check, kinds) ?? '';
  const ofControl = control === undefined ? undefined : kindOf(control, kinds);
  return {
    id,
    kind,
    entry: check[kind as keyof typeof check],
    title,
    points,
    because,
    within,
    control: ofControl === undefined ? undefined : { kind: ofControl, entry: control?.[ofControl] },
    guard,
    optional,
    reveal,
  };
}

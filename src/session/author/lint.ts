import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { kinds } from '../../checks/kinds.ts';
import { MachineError } from '../../errors.ts';
import { findLab, labIds } from '../../lab/find.ts';
import { readSource } from '../../lab/source.ts';
import type { FileFault, Finding, LabFindings, LintReport } from '../../lint/finding.ts';
import { lintLab, placeInFile } from '../../lint/lint-lab.ts';
import { shellcheckCommand, shellcheckFaults } from '../../lint/shellcheck.ts';
import { type Known, labFiles } from '../../lint/subject.ts';
import { parsePrograms } from '../../machine/programs.ts';
import { FEATURES } from '../../sandbox/features.ts';
import { hasProgram } from '../../system/programs.ts';
import { run } from '../../system/run.ts';
import { bringFor } from '../kinds.ts';
import type { Session } from '../session.ts';

const SHELLCHECK_TIMEOUT_MS = 60_000;

/** Lints the labs that are named, or all that come with netlab. Throws LabNotFoundError for a name that means none. */
export async function lintLabs(session: Session, names: readonly string[]): Promise<LintReport> {
  const folders = await foldersOf(session, names);
  const bring = bringFor(session);
  const labs = await Promise.all(
    folders.map(async (folder) => lintLab(folder, kinds, await knownBeside(session, folder), bring)),
  );
  const notLooked = await addShellcheck(labs);
  return { clean: labs.every(({ findings }) => findings.length === 0), labs, notLooked };
}

/** Lab folders, each once, links followed. */
async function foldersOf(session: Session, names: readonly string[]): Promise<string[]> {
  const found =
    names.length === 0
      ? (await labIds(session.labs)).map((id) => join(session.labs, id))
      : await Promise.all(names.map((name) => findLab(name, session.labs, process.cwd())));
  return [...new Set(await Promise.all(found.map((folder) => realpath(folder))))];
}

/** A lab may follow those that come with netlab, and those in the folder beside it. */
async function knownBeside(session: Session, folder: string): Promise<Known> {
  const lists = await Promise.all([labIds(session.labs), labIds(dirname(folder))]);
  const programs = parsePrograms(await readFile(join(session.root, 'libexec/programs.txt'), 'utf8'));
  return {
    labs: [...new Set(lists.flat())],
    requirements: [...Object.keys(FEATURES), ...programs.map(({ name }) => name)],
  };
}

/** Adds what shellcheck says of all scripts of all labs, and returns what it could not look at. */
async function addShellcheck(labs: readonly LabFindings[]): Promise<string[]> {
  const scripts = (await Promise.all(labs.map(({ folder }) => shellScripts(folder)))).flat();
  if (scripts.length === 0) return [];
  if (!hasProgram('shellcheck')) return ['the shell scripts: shellcheck is not installed'];
  const { exitCode = 2, stdout, stderr } = await run(shellcheckCommand(scripts), { timeoutMs: SHELLCHECK_TIMEOUT_MS });
  const faults = shellcheckFaults(stdout);
  if (faults === undefined) throw new MachineError(`shellcheck could not look at the scripts: ${stderr.trim()}`);
  for (const { folder, findings } of labs) findings.push(...(await warningsIn(folder, faults)));
  // 0: nothing to say, 1: comments; anything else: some script could not be looked at (shellcheck(1), "Return values").
  return exitCode < 2 ? [] : [`some shell scripts: ${stderr.trim()}`];
}

/** Files that are named as shell scripts, or that say so in their first line, as a plugin without an ending does. */
async function shellScripts(folder: string): Promise<string[]> {
  const { all } = await labFiles(folder);
  const files = all.map((path) => join(folder, path));
  const are = await Promise.all(files.map(async (file) => file.endsWith('.sh') || (await beginsAsScript(file))));
  return files.filter((_, index) => are[index]);
}

async function beginsAsScript(file: string): Promise<boolean> {
  const source = await readSource(file);
  return 'text' in source && /^#!.*\b(?:ba|da|k)?sh\s*$/m.test(source.text.split('\n', 1)[0] ?? '');
}

function warningsIn(folder: string, faults: readonly FileFault[]): Promise<Finding[]> {
  const own = faults.filter(({ path }) => path.startsWith(`${folder}/`));
  return Promise.all(
    own.map(async (fault) => {
      const lines = (await readFile(fault.path, 'utf8')).split(/\r?\n/);
      const path = relative(folder, fault.path);
      return { ...placeInFile({ ...fault, path }, folder, lines), severity: 'warning' as const };
    }),
  );
}

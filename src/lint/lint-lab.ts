import { basename, join } from 'node:path';
import { type BringKinds, bringNone } from '../lab/brought.ts';
import { readLabText } from '../lab/load.ts';
import { excerptOf } from '../lab/problems/excerpt.ts';
import { placer, shownPath } from '../lab/problems/place.ts';
import { spanOf } from '../lab/problems/position.ts';
import type { Problem } from '../lab/problems/problem.ts';
import { parseYaml } from '../lab/problems/yaml.ts';
import type { CheckKinds } from '../lab/schema.ts';
import { readSource } from '../lab/source.ts';
import type { FileFault, Finding, LabFindings } from './finding.ts';
import { fileRules, labRules } from './rules.ts';
import { type Known, labFiles } from './subject.ts';

/**
 * What is wrong with a lab (then nothing else is looked at) or else what is likely to mislead its learners or its author. A line
 * `# lint: allow CODE` of lab.yaml silences a warning. Never throws because of what the lab holds.
 */
export async function lintLab(
  folder: string,
  kinds: CheckKinds,
  known: Known,
  bring: BringKinds = bringNone,
): Promise<LabFindings> {
  const file = join(folder, 'lab.yaml');
  const source = await readSource(file);
  const found = (findings: Finding[]) => ({ id: basename(folder), folder, findings });
  if (!('text' in source)) {
    return found([{ ...source, file: shownPath(file), line: 1, column: 1, excerpt: '', severity: 'problem' }]);
  }
  const { lab, problems } = await readLabText(source.text, folder, kinds, bring);
  if (lab === undefined) return found(problems.map((problem) => ({ ...problem, severity: 'problem' })));
  const { document, data } = parseYaml(source.text);
  const files = await labFiles(folder);
  const subject = { lab, data, files, kinds: lab.kinds, known };
  const place = placer(source.text, shownPath(file));
  const inLab = labRules.flatMap((rule) => rule(subject));
  const texts = new Map(files.scripts.map(({ path, text }) => [path, text.split(/\r?\n/)]));
  const allowed = allowedIn(source.text);
  const all = [
    ...inLab.map((fault) => place(fault.code, fault.message, spanOf(document, fault))).sort(inOrder),
    ...fileRules
      .flatMap((rule) => rule(subject))
      .map((fault) => placeInFile(fault, folder, texts.get(fault.path) ?? []))
      .sort(inOrder),
  ];
  return found(all.filter(({ code }) => !allowed.has(code)).map((one) => ({ ...one, severity: 'warning' })));
}

/** A fault of another file of the lab with its source line. */
export function placeInFile(fault: FileFault, folder: string, lines: readonly string[]): Problem {
  const { code, message, line, column = 1, length = lines[line - 1]?.length ?? 1 } = fault;
  const file = plain(shownPath(join(folder, fault.path)));
  return { code, file, line, column, message: plain(message), excerpt: excerptOf(lines, line, column, length) };
}

/** A lab may come from a stranger: no terminal code of it reaches the terminal. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}

/** The codes in lines such as `# lint: allow duplicate-address, short-name because …`. */
function allowedIn(text: string): Set<string> {
  const lists = [...text.matchAll(/^\s*# lint: allow ((?:[a-z-]+,\s*)*[a-z-]+)/gm)].map(([, list]) => list ?? '');
  return new Set(lists.flatMap((list) => list.split(/,\s*/)));
}

function inOrder(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column;
}

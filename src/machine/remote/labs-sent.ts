import { createHash } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { shellQuote } from '../../system/shell-quote.ts';

/** A lab folder of this machine that a command names, and where it goes on the other one, relative to the home there. */
export type SentLab = { folder: string; to: string };

/**
 * The words of a command with every lab folder of this machine in them, such as `./my-lab`, replaced by where it is sent. A folder goes to the same
 * place each time, so that a running lab finds its file again.
 */
export function labsIn(argv: readonly string[]): { argv: string[]; labs: SentLab[] } {
  const end = argv.indexOf('--') < 0 ? argv.length : argv.indexOf('--');
  const labs: SentLab[] = [];
  const words = argv.map((word, index) => {
    if (index >= end || !/^\.{0,2}\/|^\.{1,2}$|\//.test(word) || !isLab(word)) return word;
    const lab = sentLab(realpathSync(word));
    labs.push(lab);
    return `./${lab.to}`;
  });
  return { argv: words, labs };
}

/** The shell line that takes a tar archive of one folder from standard input, where {@link labsIn} says it goes. */
export function receiveLine({ to }: SentLab): string {
  const into = shellQuote(dirname(to));
  return `mkdir -p ${into} && tar -xzf - -C ${into}`;
}

/** The tar(1) command that writes the folder to standard output, under its own name. */
export function sendCommand({ folder }: SentLab): string[] {
  return [
    'tar',
    '-czf',
    '-',
    '-C',
    dirname(folder),
    '--exclude',
    'node_modules',
    '--exclude',
    '.git',
    basename(folder),
  ];
}

function isLab(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true && existsSync(join(path, 'lab.yaml'));
}

function sentLab(folder: string): SentLab {
  const origin = createHash('sha256').update(`${hostname()}\0${folder}`).digest('hex').slice(0, 12);
  return { folder, to: `.cache/netlab/sent/${origin}/${basename(folder)}` };
}

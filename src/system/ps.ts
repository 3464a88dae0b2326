import type { Reader } from './reader.ts';

export type ProcessRow = { pid: number; state: string; netns: string; args: string };

/** Every process with its network namespace, ps(1). Nodes of a sandbox share the PIDs, so the namespace tells them apart. */
export const processes: Reader<ProcessRow[]> = {
  argv: ['ps', '-e', '-ww', '-o', 'pid=,stat=,netns=,args='],
  parse: (stdout) => lines(stdout).map(parseProcess),
};

/** The short name of every process: the kernel's own, at most 15 bytes, which may hold blanks. */
export const processNames: Reader<ReadonlyMap<number, string>> = {
  argv: ['ps', '-e', '-o', 'pid=,comm='],
  parse: (stdout) =>
    new Map(
      lines(stdout).map((line) => {
        const [, pid, name = ''] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
        if (pid === undefined) throw new SyntaxError(`not a process: ${line.slice(0, 80)}`);
        return [Number(pid), name.trim()];
      }),
    ),
};

function parseProcess(line: string): ProcessRow {
  const [, pid, state = '', netns = '', args = ''] = /^\s*(\d+)\s+(\S+)\s+(\d+|-)(?: (.*))?$/.exec(line) ?? [];
  if (pid === undefined) throw new SyntaxError(`not a process: ${line.slice(0, 80)}`);
  return { pid: Number(pid), state, netns, args: args.trim() };
}

function lines(stdout: string): string[] {
  return stdout.split('\n').filter((line) => line.trim() !== '');
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { MachineError } from '../../errors.ts';
import { hasProgram } from '../../system/programs.ts';
import { run } from '../../system/run.ts';
import type { Route } from './route.ts';

/** The file that both read; by itself bootloose would look for another name. */
const CONFIG = 'footloose.yaml';

/** What footloose.yaml calls the image that the Dockerfile beside it makes. */
const IMAGE = 'netlab-machine';

/** The maintained fork first. */
const PROGRAMS = ['bootloose', 'footloose'] as const;

const shown = z.object({
  machines: z.array(
    z.object({
      hostname: z.string().optional(),
      status: z.string().optional(),
      ports: z.array(z.object({ guest: z.number(), host: z.number() })).nullable(),
    }),
  ),
});

const config = z.object({ cluster: z.object({ privateKey: z.string() }) });

/** The commands that bring the machine up, or remove it. Throws MachineError when neither program is installed. */
export function footlooseCommands(wish: 'up' | 'down'): string[][] {
  const program = footlooseProgram();
  if (wish === 'down') return [[program, 'delete', '--config', CONFIG]];
  return [
    ['docker', 'build', '--tag', IMAGE, '.'],
    [program, 'create', '--config', CONFIG],
  ];
}

/** The program that is installed. Throws MachineError when neither is. */
function footlooseProgram(): string {
  const found = PROGRAMS.find((program) => hasProgram(program));
  if (found !== undefined) return found;
  throw new MachineError('neither bootloose nor footloose is installed', {
    next: ['go install github.com/k0sproject/bootloose@latest', 'netlab machine use this'],
  });
}

/** The way to the first machine of footloose.yaml in `folder`. Throws MachineError when it does not run. */
export async function footlooseRoute(folder: string, sockets: string): Promise<Route> {
  const port = await sshPort(folder);
  if (port === undefined)
    throw new MachineError('the footloose machine is not running', { next: ['netlab machine up'] });
  const file = config.parse(parse(readFileSync(join(folder, CONFIG), 'utf8')));
  const known = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'];
  return {
    name: 'the footloose machine',
    bringUp: 'netlab machine up',
    target: 'root@127.0.0.1',
    // A machine made anew has another host key each time, and it is on this very machine.
    options: ['-p', String(port), '-i', join(folder, file.cluster.privateKey), ...known],
    socket: join(sockets, 'footloose'),
  };
}

async function sshPort(folder: string): Promise<number | undefined> {
  const said = await run([footlooseProgram(), 'show', '--config', CONFIG, '-o', 'json'], {
    cwd: folder,
    timeoutMs: 30_000,
  });
  return said.exitCode === 0 ? sshPortIn(said.stdout) : undefined;
}

/** The port of this machine that leads to the ssh server of the first machine, from what `show -o json` prints; undefined while that does not run. */
export function sshPortIn(json: string): number | undefined {
  const machines = shown.safeParse(JSON.parse(json || '{}'));
  const [machine] = machines.success ? machines.data.machines : [];
  // Of a machine that does not run it says port 0.
  return machine?.ports?.find(({ guest }) => guest === 22)?.host || undefined;
}

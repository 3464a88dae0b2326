import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { MachineError } from '../../errors.ts';
import { hasProgram } from '../../system/programs.ts';
import { run } from '../../system/run.ts';
import type { Route } from './route.ts';

/** The maintained fork first; both read the same file. */
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

/** The program that is installed. Throws MachineError when neither is. */
export function footlooseProgram(): string {
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
  const file = config.parse(parse(readFileSync(join(folder, 'footloose.yaml'), 'utf8')));
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

/** The port of this machine that leads to the ssh server of the footloose machine; undefined while it does not run. */
export async function sshPort(folder: string): Promise<number | undefined> {
  const said = await run([footlooseProgram(), 'show', '-o', 'json'], { cwd: folder, timeoutMs: 30_000 });
  const machines = shown.safeParse(said.exitCode === 0 ? JSON.parse(said.stdout || '{}') : undefined);
  const [machine] = machines.success ? machines.data.machines : [];
  return machine?.ports?.find(({ guest }) => guest === 22)?.host;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { become, type Installed, putFile } from '../../support/installed.ts';

/** Things of the machine that no lab may reach: files, sockets, a process. */
export type Canaries = {
  /** What an attempt finds in its environment. */
  env: Record<string, string>;
  /** Expects that nothing was read, written, reached or ended. */
  untouched(): void;
  remove(): void;
};

const SECRET = 'nobody inside reads this\n';

export async function plantCanaries(me: Installed, lab: string): Promise<Canaries> {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-canaries-'));
  chmodSync(folder, 0o777);
  const file = join(folder, 'file');
  writeFileSync(file, SECRET);
  chmodSync(file, 0o666);
  const secret = putFile(me, 'secret', SECRET);
  const owner = statSync(secret).uid;
  let visits = 0;
  const visit = () => (visits += 1);
  const abstract = `netlab-canary-${process.pid}-${me.person.uid}`;
  const web = createHttpServer((_, response) => response.end(String(visit())));
  const sockets: Server[] = [createServer(visit), createServer(visit)];
  const port = await listening(web, { port: 0, host: '0.0.0.0' });
  await listening(sockets[0] as Server, { path: join(folder, 'socket') });
  await listening(sockets[1] as Server, { path: `\0${abstract}` });
  chmodSync(join(folder, 'socket'), 0o777);
  const bystander = startBystander(me);
  const settings = machineSettings();
  return {
    env: {
      HOME_OUTSIDE: me.home,
      CANARIES: folder,
      PID: String(bystander.pid),
      PORT: port,
      ADDRESS: ownAddress(),
      SOCKET: join(folder, 'socket'),
      ABSTRACT: abstract,
      LAB: lab,
    },
    untouched() {
      expect([readFileSync(file, 'utf8'), readFileSync(secret, 'utf8')]).toEqual([SECRET, SECRET]);
      expect(statSync(secret).uid).toBe(owner);
      expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
      expect(visits).toBe(0);
      expect(machineSettings()).toEqual(settings);
    },
    remove() {
      bystander.kill('SIGKILL');
      for (const server of [web, ...sockets]) server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function listening(server: Server, at: { port?: number; host?: string; path?: string }): Promise<string> {
  return new Promise((resolve) =>
    server.listen(at, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? String(address.port) : '');
    }),
  );
}

/** A process of the same user, as any program of theirs. */
function startBystander(me: Installed): ChildProcess {
  const [file = '', ...rest] = [...become(me.person), 'sleep', '3600'];
  return spawn(file, rest, { stdio: 'ignore', cwd: '/' });
}

/** The first address that is not of the loopback. */
function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flat();
  return all.find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.2';
}

function machineSettings(): Record<string, string> {
  const read = (path: string) => readFileSync(path, 'utf8').trim();
  return {
    hostname: hostname(),
    boot: read('/proc/sys/kernel/random/boot_id'),
    core: read('/proc/sys/kernel/core_pattern'),
    pids: read('/proc/sys/kernel/pid_max'),
    overcommit: read('/proc/sys/vm/overcommit_memory'),
  };
}

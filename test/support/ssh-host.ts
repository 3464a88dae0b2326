import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { inject } from 'vitest';
import type { Person } from './installed.ts';

/** A machine that a person reaches by ssh: a real sshd on loopback, in network and mount namespaces of its own, with a home of its own. */
export type SshHost = {
  /** `ssh:me@127.0.0.1:2222`. */
  spec: string;
  /** The words that make a command run where the host can be reached. */
  beside: readonly string[];
  /** Runs a line of shell there, as root. */
  asRoot(line: string): Promise<string>;
  end(): Promise<void>;
};

/** `cwd` is where commands beside it run. Needs root: the machine's own loopback and homes stay as they are. */
export async function startSshHost(person: Person, cwd: string): Promise<SshHost> {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-sshd-'));
  const home = execaSync('getent', ['passwd', person.name]).stdout.split(':')[5] ?? '';
  const installation = inject('installation');
  const netlab = `#!/bin/sh\nexec ${installation}/node ${installation}/app/bin/run.js "$@"\n`;
  const config = [
    'Port 2222',
    'ListenAddress 127.0.0.1',
    `HostKey ${folder}/host`,
    'PermitRootLogin yes',
    'UsePAM yes',
    'PasswordAuthentication no',
    'PidFile none',
    'PrintMotd no',
    `SetEnv PATH=${folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
  ];
  writeFileSync(join(folder, 'sshd_config'), `${config.join('\n')}\n`);
  execaSync('sh', ['-c', `cd ${folder} && chmod 755 . && mkdir bin && cat >bin/netlab && chmod 755 bin/netlab`], {
    input: netlab,
  });
  execaSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'host')]);
  const build = [
    'set -e',
    'ip link set lo up',
    'mount -t tmpfs -o mode=755 tmpfs /run; mkdir /run/sshd',
    `mount -t tmpfs -o mode=700,uid=${person.uid},gid=${person.gid} tmpfs ${home}`,
    `mkdir -m 700 ${home}/.ssh`,
    `ssh-keygen -q -t ed25519 -N '' -f ${home}/.ssh/id_ed25519`,
    `cp ${home}/.ssh/id_ed25519.pub ${home}/.ssh/authorized_keys`,
    `echo "[127.0.0.1]:2222 $(cut -d ' ' -f 1,2 ${folder}/host.pub)" >${home}/.ssh/known_hosts`,
    `chown -R ${person.uid}:${person.gid} ${home}/.ssh`,
    'echo ready',
    `exec $(command -v sshd) -D -e -f ${folder}/sshd_config 2>${folder}/log`,
  ].join('\n');
  const server = execa('unshare', ['--net', '--mount', 'sh', '-c', build], { reject: false, buffer: false });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  // Entering a mount namespace leads to its root directory.
  const beside = ['nsenter', `--target=${server.pid}`, '--net', '--mount', `--wd=${cwd}`, '--'];
  const asRoot = async (line: string) => (await execa(beside[0] ?? '', [...beside.slice(1), 'sh', '-c', line])).stdout;
  await asRoot('for i in $(seq 100); do ss -tln | grep -q :2222 && exit 0; sleep 0.05; done; exit 1');
  return {
    spec: `ssh:${person.name}@127.0.0.1:2222`,
    beside,
    asRoot,
    async end() {
      // Sessions and shared connections live in this network namespace and no other.
      const inside = await asRoot(
        'cd /proc; for pid in [0-9]*; do [ $pid/ns/net -ef self/ns/net ] && echo $pid; done; true',
      );
      for (const pid of inside.split('\n').map(Number)) if (pid > 0) kill(pid);
      await server;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

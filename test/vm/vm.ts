import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Typed } from '../support/installed.ts';

/** A VM with Debian's kernel, made from the disk that test/vm/image builds, and a place beside it from which it is reached by ssh. */
export type Vm = {
  /** `ssh:learner@127.0.0.1:2222`. */
  spec: (user: User) => string;
  /** Types a line of sh in the VM. */
  sh: (line: string, user?: User) => Promise<Typed>;
  /** Types `netlab ARGS...` outside, for the user's machine in the VM: never for the machine outside, whatever `machine use` did. */
  netlab: (args: readonly string[], user?: User) => Promise<Typed>;
  /** Runs a line as root that ends this boot, and waits for the next. Returns how many seconds that took. */
  reboot: (line: string) => Promise<number>;
  /** Milliseconds until the first boot answered by ssh. */
  bootMs: number;
  end: () => Promise<void>;
};

/** The ordinary user of the VM, who may use sudo, and root. */
type User = 'learner' | 'root';

const CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(userInfo().homedir, '.cache'), 'netlab-vm');
const PORT = 2222;

/** For a command in a VM without KVM, where all takes 30 times as long. */
const COMMAND_MS = 600_000;
const BOOT_MS = 300_000;

/**
 * Boots the VM in a world of its own: network, mount and PID namespaces, in which this user's home is empty but for a key. `installation` is netlab as the
 * machine outside has it. All ends with the world. Needs root.
 */
export async function startVm(installation: string): Promise<Vm> {
  const folder = mkdtempSync(join(tmpdir(), 'netlab-vm-'));
  const unshare = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const world = execa('unshare', [...unshare, 'sh', '-euc', WORLD, 'sh', folder, CACHE, userInfo().homedir], {
    reject: false,
    env: { NETLAB_VM_ACCEL: process.env['NETLAB_VM_ACCEL'] ?? 'tcg,thread=multi' },
  });
  const enter = ['--net', '--mount', `--pid=/proc/${world.pid}/ns/pid_for_children`, `--wd=${folder}`];
  const env = { HOME: userInfo().homedir, PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', NO_COLOR: '1' };
  const spec = (user: User) => `ssh:${user}@127.0.0.1:${PORT}`;
  const beside = async (argv: readonly string[], timeout = COMMAND_MS, user: User = 'root'): Promise<Typed> => {
    const all = { ...env, XDG_RUNTIME_DIR: folder, NETLAB_MACHINE: spec(user) };
    const options = { reject: false, extendEnv: false, env: all, input: '', timeout };
    const { exitCode, stdout, stderr } = await execa(
      'nsenter',
      [`--target=${world.pid}`, ...enter, '--', ...argv],
      options,
    );
    return { exitCode, stdout, stderr };
  };
  const ssh = (user: User) => [
    'ssh',
    '-n',
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=20',
    '-p',
    `${PORT}`,
    `${user}@127.0.0.1`,
  ];
  const sh = (line: string, user: User = 'root') => beside([...ssh(user), line]);
  const bootOf = async () => (await beside([...ssh('root'), 'cat /proc/sys/kernel/random/boot_id'], 30_000)).stdout;
  const untilBoot = async (last: string): Promise<number> => {
    const begin = performance.now();
    while (performance.now() < begin + BOOT_MS) {
      const boot = await bootOf();
      if (boot !== '' && boot !== last) return performance.now() - begin;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`the VM does not answer: ${readFileSync(join(folder, 'console'), 'utf8').slice(-2000)}`);
  };
  const end = async () => {
    world.kill('SIGKILL');
    await world;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bootMs = await untilBoot('');
    return {
      spec,
      sh,
      netlab: (args, user) =>
        beside([join(installation, 'node'), join(installation, 'app/bin/run.js'), ...args], COMMAND_MS, user),
      async reboot(line) {
        const boot = await bootOf();
        await sh(line);
        return (await untilBoot(boot)) / 1000;
      },
      bootMs,
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The disk stays as it is: what the VM writes goes into a file beside it. QEMU's own network (slirp) gives the VM an address and leads to its sshd. */
const WORLD = `
  folder=$1 cache=$2 home=$3
  mkdir "$folder/cache"
  mount --bind "$cache" "$folder/cache"
  mount -t tmpfs -o mode=700 tmpfs "$home"
  mkdir -m 700 "$home/.ssh"
  install -m 600 "$folder/cache/key" "$home/.ssh/id_ed25519"
  echo "[127.0.0.1]:${PORT} $(cut -d ' ' -f 1,2 "$folder/cache/host.pub")" >"$home/.ssh/known_hosts"
  ip link set lo up
  cd "$folder"
  qemu-img create -q -f qcow2 -b cache/disk -F raw written
  exec nice -n 10 qemu-system-x86_64 -accel "$NETLAB_VM_ACCEL" -cpu max -smp 2 -m 2048 -nodefaults -no-user-config -display none \\
    -kernel cache/vmlinuz -initrd cache/initrd -append 'root=/dev/vda rw console=ttyS0 quiet' -serial file:console \\
    -drive file=written,if=virtio,cache=unsafe -device virtio-rng-pci \\
    -netdev user,id=net,hostfwd=tcp:127.0.0.1:${PORT}-:22 -device virtio-net-pci,netdev=net
`;

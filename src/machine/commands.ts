import { shellLine } from '../system/shell-quote.ts';
import type { Host } from './facts.ts';
import type { Mend } from './finding.ts';

/** The commands that carry out mends on this machine, in order, each once; all packages come in one installation. */
export function mendCommands(mends: readonly Mend[], host: Host): string[][] {
  const packages = [...new Set(mends.flatMap((mend) => ('install' in mend ? [mend.install] : [])))];
  const others = mends.flatMap((mend) =>
    'argv' in mend ? [mend.asRoot ? asRoot(mend.argv, host) : [...mend.argv]] : [],
  );
  const commands = [...installCommands(packages, host).map((argv) => asRoot(argv, host)), ...others];
  const told = commands.map(shellLine);
  return commands.filter((_, index) => told.indexOf(told[index] ?? '') === index);
}

function asRoot(argv: readonly string[], { isRoot, rootBy }: Host): string[] {
  return isRoot ? [...argv] : [rootBy ?? 'sudo', ...argv];
}

function installCommands(packages: readonly string[], host: Host): string[][] {
  if (packages.length === 0) return [];
  switch (host.manager) {
    case 'apt':
      return aptCommands(packages, host);
    case 'dnf':
      return [['dnf', 'install', '-y', ...packages]];
    case 'pacman':
      return [['pacman', '-S', '--needed', '--noconfirm', ...packages]];
    case 'zypper':
      return [['zypper', '--non-interactive', 'install', ...packages]];
    case 'apk':
      return [['apk', 'add', ...packages]];
    default:
      return [];
  }
}

/** The services of Debian's packages that labs want the program of only, by package. */
const SERVICES: Readonly<Record<string, string>> = {
  nginx: 'nginx',
  bird2: 'bird',
  haproxy: 'haproxy',
  'openvswitch-switch': 'openvswitch-switch',
};

/** Debian starts a service when it is installed, and these would take ports or change routes of the machine. */
function aptCommands(packages: readonly string[], { hasSystemd }: Host): string[][] {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  const services = packages.flatMap((name) => SERVICES[name] ?? []).map((name) => `${name}.service`);
  if (services.length === 0 || !hasSystemd) return [install];
  const service = (verb: string) => ['systemctl', verb, ...services];
  return [service('mask'), install, service('unmask'), service('disable')];
}

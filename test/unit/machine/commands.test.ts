import { expect, test } from 'vitest';
import { mendCommands } from '../../../src/machine/commands.ts';
import type { Manager } from '../../../src/machine/facts.ts';
import { shellLine } from '../../../src/system/shell-quote.ts';
import { debian } from './facts.ts';

const two = [{ install: 'jq' }, { install: 'tcpdump' }, { install: 'jq' }];

const installs: [Manager, string][] = [
  ['apt', 'sudo apt-get install -y --no-install-recommends jq tcpdump'],
  ['dnf', 'sudo dnf install -y jq tcpdump'],
  ['pacman', 'sudo pacman -S --needed --noconfirm jq tcpdump'],
  ['zypper', 'sudo zypper --non-interactive install jq tcpdump'],
  ['apk', 'sudo apk add jq tcpdump'],
];

test.for(installs)('all packages come in one installation by %s', ([manager, line]) => {
  expect(mendCommands(two, { ...debian, manager }).map(shellLine)).toEqual([line]);
});

test('packages come before other commands, and each command comes once', () => {
  const modprobe = { argv: ['modprobe', 'bridge'], asRoot: true };
  const stop = { argv: ['/x/run.js', 'stop', '03-nat'], asRoot: false };
  const lines = mendCommands([modprobe, stop, modprobe, { install: 'jq' }], { ...debian, rootBy: 'doas' }).map(
    shellLine,
  );
  expect(lines).toEqual([
    'doas apt-get install -y --no-install-recommends jq',
    'doas modprobe bridge',
    '/x/run.js stop 03-nat',
  ]);
});

test('several servers are masked together', () => {
  const [mask, install] = mendCommands([{ install: 'haproxy' }, { install: 'nginx' }, { install: 'jq' }], debian).map(
    shellLine,
  );
  expect(mask).toBe('sudo systemctl mask nginx.service haproxy.service');
  expect(install).toBe('sudo apt-get install -y --no-install-recommends haproxy nginx jq');
});

test('where systemd runs, nginx is masked while it is installed, and disabled afterwards', () => {
  const lines = mendCommands([{ install: 'nginx' }], { ...debian, isRoot: true }).map(shellLine);
  expect(lines).toEqual([
    'systemctl mask nginx.service',
    'apt-get install -y --no-install-recommends nginx',
    'systemctl unmask nginx.service',
    'systemctl disable nginx.service',
  ]);
});

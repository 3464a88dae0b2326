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

test('where systemd runs, services are masked while their packages are installed, and disabled afterwards', () => {
  const mends = [{ install: 'nginx' }, { install: 'jq' }, { install: 'bird2' }];
  const lines = mendCommands(mends, { ...debian, isRoot: true }).map(shellLine);
  expect(lines).toEqual([
    'systemctl mask nginx.service bird.service',
    'apt-get install -y --no-install-recommends nginx jq bird2',
    'systemctl unmask nginx.service bird.service',
    'systemctl disable nginx.service bird.service',
  ]);
});

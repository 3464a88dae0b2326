import { existsSync, readFileSync } from 'node:fs';
import { release, userInfo } from 'node:os';
import { hasProgram } from '../system/programs.ts';
import type { Host, Manager } from './facts.ts';

/** Which system this is, and how one becomes root and installs packages on it. */
export function lookAtHost(): Host {
  const system = parseOsRelease(existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '');
  const { uid, username } = userInfo();
  return {
    distribution: system['PRETTY_NAME'] ?? 'Linux',
    family: [system['ID'] ?? '', ...(system['ID_LIKE'] ?? '').split(' ')].filter((name) => name !== ''),
    kernel: release(),
    user: username,
    isRoot: uid === 0,
    manager: findManager(),
    rootBy: (['sudo', 'doas'] as const).find((name) => hasProgram(name)),
    hasSystemd: existsSync('/run/systemd/system'),
  };
}

/** The assignments of os-release(5), without their quotes. */
export function parseOsRelease(text: string): Record<string, string> {
  const pairs = text.split('\n').flatMap((line) => {
    const [, key, value = ''] = /^([A-Z_]+)=(.*)$/.exec(line.trim()) ?? [];
    return key === undefined ? [] : [[key, value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(.)/g, '$1')]];
  });
  return Object.fromEntries(pairs);
}

function findManager(): Manager | undefined {
  const programs: [string, Manager][] = [
    ['apt-get', 'apt'],
    ['dnf', 'dnf'],
    ['pacman', 'pacman'],
    ['zypper', 'zypper'],
    ['apk', 'apk'],
  ];
  return programs.find(([program]) => hasProgram(program))?.[1];
}

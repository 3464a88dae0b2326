import { readFileSync } from 'node:fs';
import { MachineError } from '../errors.ts';
import type { Ended } from '../system/background.ts';

/** Why a sandbox could not be opened, and the command that mends it. */
export function explainFailure(ended: Ended, complaint: string): MachineError {
  // It is started by way of bash(1) and prlimit(1), by root also of setpriv(1).
  const missing = /exec: (bwrap|prlimit): not found|^(prlimit|setpriv): failed to execute bwrap/m;
  if (ended.problem !== undefined || missing.test(complaint)) {
    return new MachineError(`cannot start bubblewrap, which opens the sandbox: ${ended.problem ?? complaint}`, {
      next: ['install it (Debian, Ubuntu: sudo apt install bubblewrap), or run ./setup', 'netlab doctor'],
    });
  }
  const detail = complaint === '' ? `bwrap ended with exit code ${ended.exitCode ?? ended.signal}` : complaint;
  return (
    namespacesForbidden(detail) ?? new MachineError(`cannot open a sandbox: ${detail}`, { next: ['netlab doctor'] })
  );
}

function namespacesForbidden(detail: string): MachineError | undefined {
  if (setting('user/max_user_namespaces') === '0') {
    return new MachineError(`this machine allows no user namespaces (user.max_user_namespaces is 0): ${detail}`, {
      next: ['sudo sysctl -w user.max_user_namespaces=65536', 'netlab doctor'],
    });
  }
  if (setting('kernel/unprivileged_userns_clone') === '0') {
    return new MachineError(`this kernel lets only root make user namespaces: ${detail}`, {
      next: ['sudo sysctl -w kernel.unprivileged_userns_clone=1', 'netlab doctor'],
    });
  }
  if (setting('kernel/apparmor_restrict_unprivileged_userns') === '1') {
    return new MachineError(`AppArmor restricts user namespaces here, as Ubuntu does since 24.04: ${detail}`, {
      next: ['netlab doctor --fix   (gives bubblewrap an AppArmor profile)', 'or run netlab with sudo, or in a VM'],
    });
  }
  return undefined;
}

/** A kernel setting below /proc/sys; undefined when this kernel has none of that name. */
export function setting(path: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${path}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

import type { FeatureResult } from '../sandbox/features.ts';
import type { Identity, IdRange } from '../sandbox/identity.ts';

/** What was looked up on this machine, before anything is said about it. */
export type Facts = {
  host: Host;
  programs: readonly ProgramFact[];
  identity: Identity;
  /** Every range that /etc/subuid and /etc/subgid grant, to anyone. */
  grantedIds: readonly IdRange[];
  settings: {
    maxUserNamespaces: string | undefined;
    unprivilegedClone: string | undefined;
    apparmorRestricts: string | undefined;
  };
  /** AppArmor profiles of others for bubblewrap, by file name in /etc/apparmor.d. */
  rivalProfiles: readonly string[];
  sandbox: { ms: number } | { failure: string; next: readonly string[] };
  /** Empty when no sandbox could be opened. */
  features: readonly FeatureResult[];
  /** Features that no lab here needs, and that this kernel would have to load a module for: left untried, since some modules leave devices behind. */
  untried: readonly string[];
  /** Kernel modules that failing features need and that this kernel could load. */
  loadable: readonly string[];
  labs: readonly LabNeeds[];
  node: { version: string; path: string };
  /** The `netlab` that a shell would run, when it is not this one. */
  otherNetlab: { path: string; isIpSpace: boolean } | undefined;
  state: { problem: string; next: readonly string[]; path: string } | { gone: readonly string[]; path: string };
  /** The program's own folder. */
  root: string;
};

export type Host = {
  /** `Debian GNU/Linux 12 (bookworm)`. */
  distribution: string;
  /** `ID` and `ID_LIKE` of os-release(5). */
  family: readonly string[];
  kernel: string;
  user: string;
  isRoot: boolean;
  manager: Manager | undefined;
  /** How an ordinary user becomes root. */
  rootBy: 'sudo' | 'doas' | undefined;
  hasSystemd: boolean;
};

export const MANAGERS = ['apt', 'dnf', 'pacman', 'zypper', 'apk'] as const;
export type Manager = (typeof MANAGERS)[number];

/** A line of libexec/programs.txt. */
export type Program = {
  name: string;
  /** `build`: only while a program is missing that has to be built. */
  needed: 'lab' | 'some' | 'node' | 'test' | 'build';
  make: string | undefined;
  /** With a slash: a script of netlab, below its own folder, that builds the program. */
  packages: Record<Manager, string>;
};

/** `other`: a program of that name, by other people and with other options. */
export type ProgramFact = { program: Program; state: 'there' | 'absent' | 'other' };

/** What a built-in lab needs of the machine. */
export type LabNeeds = { id: string; requires: readonly string[]; programs: readonly string[] };

import type { Facts } from './facts.ts';
import { type Finding, type Mend, ok } from './finding.ts';

const PROFILE = '/etc/apparmor.d/netlab-bwrap';

/** Whether a sandbox opens here, which was tried; if not, what forbids it. */
export function judgeSandbox(facts: Facts): Finding {
  const { sandbox } = facts;
  if ('ms' in sandbox) return ok('sandbox', `opened one in ${sandbox.ms} ms`);
  const blocks = facts.labs.map(({ id }) => id);
  const bwrap = facts.programs.find(({ program }) => program.name === 'bwrap');
  if (bwrap !== undefined && bwrap.state !== 'there') {
    return { id: 'sandbox', status: 'missing', says: 'none can be opened without bwrap', blocks, mend: [] };
  }
  const { says, mend, advice } = forbidden(facts) ?? {
    says: sandbox.failure,
    mend: [],
    advice:
      'in a container, it needs --privileged or its seccomp and AppArmor profiles switched off; a VM always works',
  };
  return { id: 'sandbox', status: 'missing', says, blocks, mend, advice };
}

type Reason = { says: string; mend: readonly Mend[]; advice: string };

function forbidden({ settings, host, rivalProfiles, root }: Facts): Reason | undefined {
  const { maxUserNamespaces, unprivilegedClone, apparmorRestricts } = settings;
  const set = (key: string, value: string): Pick<Reason, 'mend' | 'advice'> => ({
    mend: [{ argv: ['sysctl', '-w', `${key}=${value}`], asRoot: true }],
    advice: `that lasts until the next boot; a file in /etc/sysctl.d with "${key} = ${value}" makes it stay`,
  });
  if (maxUserNamespaces === '0') {
    return {
      says: 'this machine allows no user namespaces (user.max_user_namespaces is 0)',
      ...set('user.max_user_namespaces', '65536'),
    };
  }
  if (unprivilegedClone === '0' && !host.isRoot) {
    return {
      says: 'this kernel lets only root make user namespaces (kernel.unprivileged_userns_clone is 0)',
      ...set('kernel.unprivileged_userns_clone', '1'),
    };
  }
  if (apparmorRestricts !== '1') return undefined;
  return {
    says: 'AppArmor lets bubblewrap make no user namespace with rights in it, as Ubuntu does since 24.04',
    mend: [...rivalProfiles.flatMap(disable), ...allow(`${root}/libexec/apparmor-bwrap`)],
    advice: 'the profile gives bubblewrap, and so every user who runs it, that right; a VM does without',
  };
}

function allow(profile: string): Mend[] {
  return [
    { argv: ['cp', profile, PROFILE], asRoot: true },
    { argv: ['apparmor_parser', '--replace', PROFILE], asRoot: true },
  ];
}

/** Ubuntu's own profile for bubblewrap (25.04 and later) takes the rights from all that runs in it, and two profiles for one program clash. */
function disable(name: string): Mend[] {
  return [
    { argv: ['ln', '-sf', `/etc/apparmor.d/${name}`, `/etc/apparmor.d/disable/${name}`], asRoot: true },
    { argv: ['apparmor_parser', '--remove', `/etc/apparmor.d/${name}`], asRoot: true },
  ];
}

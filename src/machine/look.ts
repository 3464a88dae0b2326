import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { MachineError } from '../errors.ts';
import { setting } from '../sandbox/explain.ts';
import { FEATURES, tryFeatures } from '../sandbox/features.ts';
import { type IdRange, sandboxIdentity } from '../sandbox/identity.ts';
import { listRunning } from '../sandbox/record.ts';
import { stateDir } from '../sandbox/state-dir.ts';
import { hasProgram } from '../system/programs.ts';
import { run } from '../system/run.ts';
import type { Facts, LabNeeds } from './facts.ts';
import { lookAtHost } from './host.ts';
import { blockedBy, moduleOf } from './kernel.ts';
import { lookAtLabs } from './labs.ts';
import { findOtherNetlab } from './other-netlab.ts';
import { lookAtPrograms } from './program-facts.ts';

/** Looks at this machine. `root` is the program's own folder, `labs` the folder of the labs that come with it. */
export async function lookAround(root: string, labs: string, env: NodeJS.ProcessEnv): Promise<Facts> {
  const needs = await lookAtLabs(labs);
  const untried = await wouldLoad(Object.keys(FEATURES).filter((feature) => blockedBy(feature, needs).length === 0));
  const [programs, tried] = await Promise.all([lookAtPrograms(root), trySandbox(root, needs, untried)]);
  const { sandbox, features } = tried;
  const failing = features.filter(({ works }) => !works).map(({ feature }) => moduleOf(feature));
  return {
    host: lookAtHost(),
    programs,
    identity: sandboxIdentity(hasProgram('newuidmap') && hasProgram('newgidmap')),
    grantedIds: [...grantedIds('/etc/subuid'), ...grantedIds('/etc/subgid')],
    settings: {
      maxUserNamespaces: setting('user/max_user_namespaces'),
      unprivilegedClone: setting('kernel/unprivileged_userns_clone'),
      apparmorRestricts: setting('kernel/apparmor_restrict_unprivileged_userns'),
    },
    rivalProfiles: rivalProfiles('/etc/apparmor.d'),
    sandbox,
    features,
    untried,
    labs: needs,
    root,
    loadable: await loadableOf(failing),
    node: { version: process.versions.node, path: process.execPath },
    otherNetlab: findOtherNetlab(root, env['PATH'] ?? ''),
    state: lookAtState(env),
  };
}

async function trySandbox(
  root: string,
  labs: readonly LabNeeds[],
  untried: readonly string[],
): Promise<Pick<Facts, 'sandbox' | 'features'>> {
  const names = new Set([...Object.keys(FEATURES), ...labs.flatMap(({ requires }) => requires)]);
  for (const feature of untried) names.delete(feature);
  const began = performance.now();
  try {
    await tryFeatures(root, []);
    const ms = Math.round(performance.now() - began);
    return { sandbox: { ms }, features: await tryFeatures(root, [...names]) };
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    return { sandbox: { failure: error.message, next: error.next }, features: [] };
  }
}

function grantedIds(file: string): IdRange[] {
  return readText(file)
    .split('\n')
    .map((line) => line.trim().split(':'))
    .filter(([, first, count]) => Number(first) > 0 && Number(count) > 0)
    .map(([, first, count]) => ({ first: Number(first), count: Number(count) }));
}

/** Files that give bubblewrap a profile and are not switched off; ours is not counted. */
function rivalProfiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'netlab-bwrap')
    .map(({ name }) => name)
    .filter((name) => !existsSync(join(directory, 'disable', name)))
    .filter((name) => /^\s*profile\s.*\/bwrap\b/m.test(readText(join(directory, name))));
}

/** Of these kernel modules, the ones that modprobe(8) would find. */
async function loadableOf(modules: readonly string[]): Promise<string[]> {
  const results = await Promise.all(modules.map((module) => modprobe(['--dry-run', '--quiet', module])));
  return modules.filter((_, index) => results[index] !== undefined);
}

/** Of these features, those whose kernel module is there and not loaded: it is a file (modprobe.d(5)), and not in sysfs. */
async function wouldLoad(features: readonly string[]): Promise<string[]> {
  const asleep = features.filter((feature) => !existsSync(`/sys/module/${moduleOf(feature)}`));
  const needed = await Promise.all(asleep.map((feature) => modprobe(['--show-depends', moduleOf(feature)])));
  return asleep.filter((_, index) => /^insmod /m.test(needed[index] ?? ''));
}

/** What modprobe prints; undefined when it knows no such module, or is missing. */
async function modprobe(args: readonly string[]): Promise<string | undefined> {
  if (!hasProgram('modprobe')) return undefined;
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  const { exitCode, stdout } = await run(['modprobe', ...args], { env, timeoutMs: 5000 });
  return exitCode === 0 ? stdout : undefined;
}

function lookAtState(env: NodeJS.ProcessEnv): Facts['state'] {
  const path = env['XDG_STATE_HOME']?.startsWith('/')
    ? env['XDG_STATE_HOME']
    : `${env['HOME'] || userInfo().homedir}/.local/state`;
  try {
    const state = stateDir(env);
    const gone = listRunning(state).filter((lab) => lab.state === 'gone');
    return { path: join(path, 'netlab'), gone: gone.map(({ record }) => record.lab) };
  } catch (error) {
    const [problem, next] = error instanceof MachineError ? [error.message, error.next] : [String(error), []];
    return { path: join(path, 'netlab'), problem, next };
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

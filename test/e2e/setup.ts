import { rmSync } from 'node:fs';
import { execa } from 'execa';
import type { TestProject } from 'vitest/node';
import { withLock } from '../../src/system/lock.ts';
import { install, type Person } from '../support/installed.ts';
import { fingerprint, processesOf } from '../support/machine.ts';

/** An account that exists only while these tests run; projects that run side by side have one each. */
const accountOf = (project: TestProject) => `netlab-${project.name}`;

/**
 * Installs the built program, finds the people who use it (root and an ordinary user when we are root, else only ourselves), and at the end proves
 * that the machine is as it was.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ordinary = accountOf(project);
  const leave = await enterAlone(ordinary);
  const before = await fingerprint();
  const folder = install();
  const people = await findPeople(ordinary);
  project.provide('installation', folder);
  project.provide('people', people);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    const after = await fingerprint();
    if (people.some(({ name }) => name === ordinary)) await execa('userdel', ['--remove', ordinary], { reject: false });
    await leave();
    for (const [what, text] of Object.entries(before)) {
      if (after[what] !== text)
        throw new Error(`the tests changed the machine's ${what}:\n${text}\nbecame\n${after[what]}`);
    }
    // Only this run's own folder tells whose a process is: the rest of a shared machine comes and goes.
    const left = processesOf(folder);
    if (left.length > 0) throw new Error(`the tests left processes:\n${left.join('\n')}`);
  };
}

/** Waits until no other run of root's, of this checkout or another one, has this account. Returns how to let the next one in. */
async function enterAlone(account: string): Promise<() => Promise<void>> {
  if (process.getuid?.() !== 0) return async () => {};
  const { promise: left, resolve: leave } = Promise.withResolvers<void>();
  const { promise: entered, resolve: enter, reject: refuse } = Promise.withResolvers<void>();
  const patience = setTimeout(
    () => process.stderr.write(`Waiting for another run of these tests as ${account} …\n`),
    1000,
  );
  const stay = withLock(`/run/lock/${account}`, 3600, () => {
    enter();
    return left;
  });
  stay.catch(refuse);
  await entered.finally(() => clearTimeout(patience));
  return () => {
    leave();
    return stay;
  };
}

async function findPeople(ordinary: string): Promise<Person[]> {
  const own: Person = {
    name: process.env['USER'] ?? 'me',
    uid: process.getuid?.() ?? -1,
    gid: process.getgid?.() ?? -1,
  };
  if (own.uid !== 0) return [own];
  await execa('useradd', ['--create-home', ordinary], { reject: false });
  const number = async (flag: string) => Number((await execa('id', [flag, ordinary])).stdout);
  return [
    { name: 'root', uid: 0, gid: 0 },
    { name: ordinary, uid: await number('-u'), gid: await number('-g') },
  ];
}

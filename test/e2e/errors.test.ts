import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { asPerson, become, type Installed, putFile, type Typed } from '../support/installed.ts';
import { scratchLab } from './scratch-lab.ts';

/** What cannot be done is said in a sentence with a next step, exit code 2, no stack, and nothing is left. */

/** Where distributions put theirs, which may be too old. */
const OLDER = ['/usr/bin/node', '/usr/local/bin/node'];

const PING = 'ping: {from: host, to: 127.0.0.1}';

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  let me: Installed;
  const start = (folder: string) => me.netlab(['start', folder, '--no-shell']);
  const isRoot = person.uid === 0;

  beforeAll(() => {
    me = asPerson(person);
  });
  afterAll(async () => {
    expect((await me.netlab(['status', '--json'])).stdout).toContain('"labs": []');
    await me.leave();
  });

  test.concurrent('an unknown lab: the nearest name and the list', async () => {
    const said = refusal(await start('03-nta'));
    expect(said).toContain('Did you mean "03-nat"?');
    expect(said).toContain('try: netlab start 03-nat');
    expect(refusal(await start('./nowhere'))).toContain('there is no lab in "./nowhere"');
  });

  test.concurrent('an unknown command: the nearest one', async () => {
    expect(refusal(await me.netlab(['chek']))).toContain('there is no command "chek": did you mean "check"?');
    expect(refusal(await me.netlab(['cni', 'ad']))).toContain('did you mean "cni add"?');
    expect(refusal(await me.netlab(['frobnicate']))).toContain('the commands are "answer", "check"');
  });

  test.concurrent('broken YAML: file, line, column, and a caret', async () => {
    const folder = scratchLab(me, '82-yaml', `${PING}]`);
    const said = plainRefusal(await start(folder));
    expect(said).toMatch(/82-yaml\/lab\.yaml:11:\d+/);
    expect(said).toMatch(/^[ |]*\^/m);
  });

  test.concurrent('an unknown key: where, a caret, and what was meant', async () => {
    const folder = scratchLab(me, '83-key', 'ping: {from: host, too: 127.0.0.1}');
    const said = plainRefusal(await start(folder));
    expect(said).toMatch(/83-key\/lab\.yaml:11:\d+/);
    expect(said).toMatch(/"?too"?/);
    expect(said).toMatch(/\^/);
    expect(said).toMatch(/mean "?`?to\b/);
  });

  test.concurrent('an unknown place: which, and which there are', async () => {
    const said = plainRefusal(await start(scratchLab(me, '84-place', 'ping: {from: rde, to: 127.0.0.1}')));
    expect(said).toMatch(/84-place\/lab\.yaml:11:\d+/);
    expect(said).toContain('rde');
    expect(said).toContain('host');
  });

  test.concurrent('a lab that needs what this machine lacks: said before anything is built', async () => {
    const folder = scratchLab(me, '85-requires', PING, 'requires: [no-such-program]');
    const said = refusal(await start(folder));
    expect(said).toContain('85-requires needs what this machine lacks');
    expect(said).toContain('no-such-program: "command -v no-such-program" does not work here');
    expect(said).toContain('try: netlab doctor');
  });

  test.concurrent('a missing bubblewrap: how to install it', async () => {
    const said = refusal(
      await me.netlab(['start', '1', '--no-shell'], { env: { PATH: await pathWithout(me, 'bwrap') } }),
    );
    expect(said).toContain('bubblewrap');
    expect(said).toMatch(/try: .*install/);
  });

  test.concurrent('user namespaces forbidden: why, and the command that allows them', async () => {
    const forbid = 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$@"';
    const said = refusal(
      await inWorld(me, ['unshare', '--user', '--map-root-user', 'sh', '-c', forbid, 'sh'], ['start', '1']),
    );
    expect(said).toContain('user namespaces');
    expect(said).toMatch(/try: .*sysctl -w user\.max_user_namespaces=/);
  });

  test.concurrent('a home that cannot be written: which directory, and another way', async () => {
    const home = join(me.home, 'read-only');
    mkdirSync(home);
    chmodSync(home, 0o555);
    // Root may write anywhere but on a file system that is read-only.
    const world = `mount --bind ${home} ${home} && mount -o remount,bind,ro ${home} && exec "$@"`;
    const said = refusal(await inWorld(me, mountWorld(world), ['start', '1'], { HOME: home }));
    expect(said).toContain(home);
    expect(said).toContain('XDG_STATE_HOME');
  });

  test.concurrent('no space for the record: said, and nothing is left', async () => {
    const small = join(me.home, 'small');
    mkdirSync(small);
    const world = `mount -t tmpfs -o size=16k,mode=777 tmpfs ${small} && head -c 16k /dev/zero >${small}/full; exec "$@"`;
    const said = refusal(
      await inWorld(me, mountWorld(world), ['start', '1'], { XDG_STATE_HOME: small, NETLAB_WORK: small }),
    );
    expect(said).toContain('no space left');
    expect(said).toContain('XDG_STATE_HOME');
  });

  test.concurrent('no space for the files of 04-cni: said, and nothing is left', async () => {
    const small = join(me.home, 'smaller');
    mkdirSync(small);
    const world = `mount -t tmpfs -o size=16k,mode=777 tmpfs ${small} && head -c 12k /dev/zero >${small}/full; exec "$@"`;
    const said = refusal(await inWorld(me, mountWorld(world), ['start', '4'], { NETLAB_WORK: small }));
    expect(said).toContain('no space left');
  });

  test.concurrent('a full /tmp is no problem', async () => {
    const world = [
      `mount --bind ${inject('installation')} /mnt`,
      'mkdir -p "$HOME/full" && mount --bind "$HOME/full" /media',
      'mount -t tmpfs -o size=8k tmpfs /tmp && head -c 8k /dev/zero >/tmp/full; export HOME=/media',
      'netlab() { /mnt/node /mnt/app/bin/run.js "$@"; }',
      'netlab start 1 --no-shell && netlab check --json; netlab stop',
    ];
    const { stdout, stderr } = await inWorld(me, mountWorld(world.join('\n')), []);
    expect(stdout + stderr).not.toContain('netlab: ');
    expect(stdout).toMatch(/"passed": false[\s\S]*Stopped 01-netns/);
  });

  test.concurrent('a state directory that belongs to another is named', async () => {
    if (isRoot) return;
    const said = refusal(await me.netlab(['status'], { env: { XDG_STATE_HOME: '/root/not-mine' } }));
    expect(said).toContain('/root/not-mine/netlab');
  });

  test.concurrent('a question without a terminal is an error that says what to type', async () => {
    expect(refusal(await me.netlab(['start']))).toContain('try: netlab start 01-netns');
  });

  test.concurrent('a flag that means nothing without another names that one', async () => {
    expect(refusal(await me.netlab(['start', '1', '--on-real-machine']))).toContain('use it with --direct');
    expect(refusal(await me.netlab(['start', '1', '--minutes', '5']))).toContain('use it with --exam');
  });

  test.concurrent('without a running lab every command says so', async () => {
    const commands = [
      ['check'],
      ['hint'],
      ['solution'],
      ['answer'],
      ['reset'],
      ['shell'],
      ['exec', 'host', '--', 'true'],
    ];
    for (const command of commands) expect(refusal(await me.netlab(command))).toContain('no lab is running');
    expect(refusal(await me.netlab(['check', '--lab', 'nat']))).toContain('nat is not running');
    const json = await me.netlab(['check', '--json']);
    expect(json.exitCode).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'LAB_STATE' } });
  });

  test.concurrent.each([['chek'], ['check --formt json'], ['check --format xml'], ['start 1 2']])(
    'netlab %s: a usage error',
    async (line) => {
      const { exitCode, stderr } = await me.netlab(line.split(' '));
      expect([exitCode, /\n\s+at /.test(stderr)]).toEqual([2, false]);
      expect(stderr.length).toBeGreaterThan(10);
    },
  );

  test.concurrent('an older Node.js is told in one sentence', async () => {
    const older = OLDER.filter(
      (file) => existsSync(file) && /^v(1\d|20)\./.test(execaSync(file, ['--version']).stdout),
    );
    for (const node of older) {
      const program = [...become(person), node, join(inject('installation'), 'app/bin/run.js'), 'list'];
      const { exitCode, stdout, stderr } = await execa(program[0] ?? '', program.slice(1), {
        reject: false,
        env: me.env,
      });
      expect([exitCode, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
      expect(stderr).toMatch(/^netlab needs Node\.js 22\.18 or newer; this is /);
    }
  });

  test.concurrent('a file in the place of the state directory is said', async () => {
    const file = putFile(me, 'state-file', 'not a directory');
    refusal(await me.netlab(['status'], { env: { XDG_STATE_HOME: file } }));
    rmSync(file);
  });
});

/** What a refusal says: it must be one sentence with a next step, on standard error alone, and no stack. */
function refusal(typed: Typed): string {
  expect(typed.stderr).toMatch(/\n {2}try: \S/);
  return plainRefusal(typed);
}

/** Problems of a lab file say where they are; what to do is to mend them there. */
function plainRefusal({ exitCode, stdout, stderr }: Typed): string {
  expect([exitCode, stdout], stderr).toEqual([2, '']);
  expect(stderr).toMatch(/^netlab: \S/m);
  expect(stderr).not.toMatch(/\n\s+at |this is a bug/);
  return stderr;
}

/** Runs netlab as a person in a small world that `enter` makes, whose arguments end where the command begins. */
async function inWorld(
  me: Installed,
  enter: string[],
  args: string[],
  env: Record<string, string> = {},
): Promise<Typed> {
  const folder = inject('installation');
  const [file = '', ...rest] = [
    ...become(me.person),
    ...enter,
    join(folder, 'node'),
    join(folder, 'app/bin/run.js'),
    ...args,
  ];
  const { exitCode, stdout, stderr } = await execa(file, rest, {
    reject: false,
    env: { ...me.env, ...env },
    extendEnv: false,
    cwd: '/',
    input: '',
    timeout: 30_000,
  });
  return { exitCode, stdout, stderr };
}

/** A mount namespace of one's own, in which `script` runs before the command. */
function mountWorld(script: string): string[] {
  return ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
}

/** A PATH with the usual programs but one. */
async function pathWithout(me: Installed, program: string): Promise<string> {
  const dir = join(me.home, `without-${program}`);
  const script =
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a shell's.
    'mkdir -p "$1" && for file in /usr/local/bin/* /usr/bin/* /bin/* /usr/sbin/* /sbin/*; do [ "${file##*/}" = "$2" ] || ln -sf "$file" "$1/"; done';
  await execa('sh', ['-c', script, 'sh', dir, program]);
  return dir;
}

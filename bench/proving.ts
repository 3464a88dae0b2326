import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ownNetlab, ROOT } from './netlab.ts';
import type { Row } from './statistics.ts';

const FIRST_FIVE = ['01-netns', '02-bridge', '03-nat', '04-cni', '05-pod-network'];

/** `netlab lab test`, once of the first five labs and once of all: sandboxes per second, and how much of the processors it uses. */
export async function proving(say: (line: string) => void): Promise<Row[]> {
  say('proving: the first five labs');
  const five = await prove('lab test --strict, the first five labs', FIRST_FIVE, {
    says: '60 s',
    contender: 'netlab',
    limit: 60_000,
  });
  say('proving: all labs');
  return [...five, ...(await prove('lab test --strict, all labs', []))];
}

async function prove(title: string, labs: readonly string[], goal?: Row['goal']): Promise<Row[]> {
  const netlab = ownNetlab();
  try {
    const argv = [process.execPath, join(ROOT, 'bin/run.js'), 'lab', 'test', ...labs, '--strict', '--json'];
    const began = performance.now();
    const ran = await execa('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', ...argv], {
      reject: false,
      env: { XDG_STATE_HOME: join(netlab.home, 'state') },
    });
    const seconds = (performance.now() - began) / 1000;
    const proof = JSON.parse(ran.stdout) as { proved: boolean; labs: { runs: unknown[] }[] };
    if (!proof.proved) throw new Error('netlab lab test proved nothing: run it to see why');
    const runs = proof.labs.reduce((sum, { runs: own }) => sum + own.length, 0);
    const [user = 0, system = 0] = (ran.stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
    const busy = (100 * (user + system)) / (seconds * availableParallelism());
    return [
      row(title, 'ms', 1000 * seconds, goal),
      row(`its sandboxes (${runs})`, '1/s', runs / seconds),
      row('its use of the processors', '%', busy),
    ];
  } finally {
    await netlab.leave();
  }
}

function row(title: string, unit: Row['unit'], figure: number, goal?: Row['goal']): Row {
  return { title, unit, figures: { netlab: figure }, ...(goal && { goal }) };
}

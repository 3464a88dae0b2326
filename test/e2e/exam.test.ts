import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { ExamReport } from '../../src/progress/exam-score.ts';
import type { LabRecord } from '../../src/sandbox/record.ts';
import { atHome, type Installed } from '../support/installed.ts';
import { atTerminal } from './typing.ts';

/** An exam: a clock, no help, nothing graded before the end, and a report that survives. */

describe.each(inject('people').map((person) => ({ person, name: person.name })))('as $name', ({ person }) => {
  test.concurrent('an exam of two labs gives no help, and is graded by stop', () =>
    atHome(person, async (me) => {
      const begun = await me.netlab(['start', '1', '2', '--exam', '--minutes', '40', '--no-shell']);
      expect([begun.exitCode, begun.stdout]).toEqual([0, expect.stringContaining('40 min left')]);
      for (const words of [['check'], ['hint'], ['solution'], ['reset', '2', '--yes'], ['start', '3', '--no-shell']]) {
        const { exitCode, stdout, stderr } = await me.netlab(words);
        expect([words, exitCode, stdout, stderr]).toEqual([words, 2, '', expect.stringMatching(/an exam/)]);
      }
      const inside = await me.netlab(['exec', 'host', '--', 'netlab', 'hint']);
      expect([inside.exitCode, inside.stderr]).toEqual([2, expect.stringContaining('in an exam there are no hints')]);
      expect((await me.netlab(['exam', '01-netns'])).stdout).toMatch(/Task 1: Two rooms[\s\S]*Task 4: /);
      const status = JSON.parse((await me.netlab(['status', '--json'])).stdout);
      expect(status.exam).toMatchObject({ labs: expect.arrayContaining(['01-netns', '02-bridge']) });

      // The first that was named is the one that commands mean.
      await me.netlab(['exec', 'host', '--', 'sh', '-c', 'ip netns add red && ip netns add blue']);
      expect((await me.netlab(['reset', '--yes', '--lab', '2'])).exitCode).toBe(0);
      process.kill(recordOf(me, '02-bridge').init.pid, 'SIGKILL');
      expect((await me.netlab(['start', '2', '--no-shell'])).exitCode).toBe(0);
      expect((await me.netlab(['check', '--lab', '2'])).stderr).toContain(
        'in an exam nothing is graded before its end',
      );

      const { exam, stopped } = JSON.parse((await me.netlab(['stop', '--json'])).stdout);
      expect(stopped).toEqual(['01-netns', '02-bridge']);
      const again = await me.netlab(['exam', '--json']);
      expect([again.exitCode, JSON.parse(again.stdout).report]).toEqual([1, exam]);
      const report: ExamReport = exam;
      expect(report).toMatchObject({ endedBy: 'candidate', minutes: 40, passed: false });
      expect(report.labs.map(({ lab, tasks }) => [lab, tasks[0]?.points, tasks[0]?.of])).toEqual([
        ['01-netns', 2, 2],
        ['02-bridge', 0, 2],
      ]);
      expect(JSON.parse((await me.netlab(['status', '--json'])).stdout)).toMatchObject({ exam: null, labs: [] });
      expect((await me.netlab(['stop'])).stdout).toContain('No lab was running.');
    }));

  test.concurrent('when the time is over, the next command grades and stops', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '17', '--exam', '--seed', '8', '--no-shell']);
      const mend = ['sed', '-i', 's/10.96.0.11/10.96.0.10/', '/etc/resolv.conf'];
      expect((await me.netlab(['exec', 'node1', '--', ...mend])).exitCode).toBe(0);
      endsIn(me, '17-broken-cluster', -1);
      const late = await me.netlab(['exec', 'node1', '--', 'true']);
      expect([late.exitCode, late.stderr]).toEqual([2, expect.stringContaining('the time of the exam is over')]);
      const answer = await me.netlab(['exam', '--json']);
      const { report } = JSON.parse(answer.stdout) as { report: ExamReport };
      expect([answer.exitCode, report]).toMatchObject([0, { endedBy: 'time', percent: 100, passed: true }]);
      expect(report.labs[0]?.debrief?.fault).toBe('wrong-name-server');
      expect((await me.netlab(['status'])).stdout).toContain('No lab is running');
    }));

  test.concurrent('a shell in which the time runs out ends, and shows the report', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '1', '--exam', '--no-shell']);
      endsIn(me, '01-netns', 4);
      const candidate = atTerminal(me, ['shell']);
      try {
        await candidate.see(/host\]# $/);
        candidate.press('netlab stop\r');
        await candidate.see(/an exam is not ended from inside one of its labs/);
        await candidate.see(/Time is up\.[\s\S]*Exam report[\s\S]*Not passed: 0 %[\s\S]*The time is over\./);
        expect(await candidate.ended).toBe(0);
      } finally {
        await candidate.close();
      }
      expect((await me.netlab(['status'])).stdout).toContain('No lab is running');
    }));

  test.concurrent('on a terminal an exam opens the shell of its first lab, and asks before it ends', () =>
    atHome(person, async (me) => {
      const candidate = atTerminal(me, ['start', '2', '1', '--exam', '--minutes', '9']);
      try {
        expect(await candidate.see(/\[02-bridge host\]# $/)).toMatch(/Exam · 9 minutes[\s\S]*netlab exam 02-bridge/);
        candidate.press('netlab exam | head -1; exit\r');
        expect(await candidate.see(/02-bridge still runs/)).toMatch(
          /02-bridge {2}One switch for many rooms · exam, \d min left/,
        );
      } finally {
        await candidate.close();
      }
      const first = atTerminal(me, ['stop']);
      await first.see(/End the exam and grade it\? \d min left\./);
      first.press('n\r');
      await first.see(/The exam goes on\./);
      expect(await first.ended).toBe(0);
      expect((await me.netlab(['exam'])).stdout).toContain('Exam · 9 minutes');
      const second = atTerminal(me, ['stop']);
      await second.see(/End the exam and grade it\?/);
      second.press('y\r');
      await second.see(/Not passed: 0 %/);
      expect(await second.ended).toBe(0);
    }));

  test.concurrent('an exam that cannot begin leaves nothing', () =>
    atHome(person, async (me) => {
      await me.netlab(['start', '2', '--no-shell']);
      const { exitCode, stderr } = await me.netlab(['start', '2', '1', '--exam', '--no-shell']);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('02-bridge is running already')]);
      const { exam, labs } = JSON.parse((await me.netlab(['status', '--json'])).stdout);
      expect([exam, labs.map(({ lab }: { lab: string }) => lab)]).toEqual([null, ['02-bridge']]);
      expect((await me.netlab(['exam'])).exitCode).toBe(2);
      for (const words of [
        ['start', '1', '2'],
        ['start', '--exam'],
        ['start', '1', '--exam', '--direct'],
        ['start', '1', '--exam', '--dry-run'],
        ['start', '1', '--exam', '--seed', '3'],
        ['start', '1', '--minutes', '5'],
      ]) {
        expect([words, (await me.netlab([...words, '--no-shell'])).exitCode]).toEqual([words, 2]);
      }
    }));
});

/** Sets the clock of an exam, in the two files that hold it. */
function endsIn(me: Installed, lab: string, seconds: number): void {
  const endsAt = new Date(Date.now() + seconds * 1000).toISOString();
  const state = join(me.home, '.local/state/netlab');
  const change = (path: string, to: (value: Record<string, unknown>) => unknown) => {
    const file = join(state, path);
    writeFileSync(file, JSON.stringify(to(JSON.parse(readFileSync(file, 'utf8')))));
  };
  change('exams/running.json', (exam) => ({ ...exam, endsAt }));
  change(`running/${lab}/record.json`, (record) => ({ ...record, exam: { endsAt, minutes: 30 } }));
}

function recordOf(me: Installed, lab: string): LabRecord {
  return JSON.parse(readFileSync(join(me.home, '.local/state/netlab/running', lab, 'record.json'), 'utf8'));
}

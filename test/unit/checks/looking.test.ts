import { describe, expect, test } from 'vitest';
import { evidence, grade, only, say } from '../../support/saying.ts';
import type { CheckDraft } from '../../support/tiny-lab.ts';

describe('one check', () => {
  const rows: [string, CheckDraft, Record<string, unknown>][] = [
    ['that holds passes', say('yes'), { status: 'passed', expected: 'yes', found: 'yes', because: null, evidence }],
    [
      'that does not hold fails and says why',
      say('no', { because: 'It matters.' }),
      { status: 'failed', found: 'no', because: 'it is so. It matters.' },
    ],
    [
      'that cannot look is unknown',
      say('broken'),
      { status: 'unknown', found: 'the tool is missing', because: null, evidence },
    ],
    [
      'with a bug is unknown',
      say('bug'),
      { status: 'unknown', found: 'internal error in the say check: x is not a function', evidence: null },
    ],
    [
      'of an unknown kind is unknown',
      { kind: 'nonsense', entry: {} },
      { status: 'unknown', found: 'netlab knows no check kind "nonsense"' },
    ],
    [
      'of a kind named like a part of every object is unknown',
      { kind: 'constructor', entry: {} },
      { status: 'unknown' },
    ],
    [
      'in a missing place fails',
      say('gone red'),
      { status: 'failed', expected: 'namespace red exists', found: 'there is none', evidence },
    ],
    ['has the title of its kind', say('yes'), { title: 'it says yes' }],
    ['has the title of the lab', say('yes', { title: 'All is well' }), { title: 'All is well' }],
    ['can send traffic of another kind', say('provokes'), { found: 'provokes' }],
  ];
  test.each(rows)('%s', async (_title, draft, expected) => {
    expect((await only(draft))[0]).toMatchObject(expected);
  });

  test('whose probe never ends is unknown and says what it waited for', async () => {
    const report = await grade({ one: { checks: [say('never')] } }, { probeLimitMs: 50 });
    const found = 'waited 0.05 s for the say probe, which did not end';
    expect(report.tasks[0]?.checks[0]).toMatchObject({ status: 'unknown', found });
  });
});

describe('a control', () => {
  const rows: [string, string, string, string, RegExp][] = [
    ['that holds proves', 'yes', 'yes', 'passed', /^yes$/],
    [
      'that fails proves nothing',
      'yes',
      'no',
      'failed',
      /^yes, but the control does not hold, so nothing is proved \(expected: yes\): no$/,
    ],
    [
      'that cannot look proves nothing',
      'yes',
      'broken',
      'unknown',
      /the control could not look, so nothing is proved: the tool is missing/,
    ],
    ['whose place is missing proves nothing', 'yes', 'gone red', 'failed', /namespace red exists\): there is none/],
    ['does not matter to a check that fails', 'no', 'broken', 'failed', /^no$/],
    ['does not matter to a check that cannot look', 'broken', 'no', 'unknown', /^the tool is missing$/],
  ];
  test.each(rows)('%s', async (_title, main, control, status, found) => {
    const [check] = await only(say(main, { control: { kind: 'say', entry: { says: control } } }));
    expect(check).toMatchObject({ status, found: expect.stringMatching(found) });
  });
});

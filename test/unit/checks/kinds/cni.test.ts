import { describe, expect, test } from 'vitest';
import { cni, judgeCni } from '../../../../src/checks/kinds/cni.ts';
import { CASE_NAMES, CASES } from '../../../../src/cni/cases/cases.ts';

const entry = cni.schema.parse({ at: 'host', network: 'podnet', does: 'configured' });
const saw = {
  list: { cniVersion: '1.0.0', name: 'podnet', plugins: [{ type: 'mini', bridge: 'br0' }] },
  said: { bridge: 'cni0' },
  found: { ok: true, plugins: [] },
};

describe('an entry', () => {
  test('names its node, has eight seconds per call, and a title that names the network', () => {
    expect(entry).toMatchObject({ timeout: 8 });
    expect(cni.places(entry)).toEqual(['host']);
    expect(cni.title(entry)).toBe('podnet: the network has a configuration list');
  });

  test.each([
    ['an unknown case', { does: 'fly' }],
    ['an unknown key', { does: 'version', speed: 1 }],
    ['no case', {}],
    ['a time limit of minutes', { does: 'version', timeout: 300 }],
  ])('with %s is refused', (_what, change) => {
    expect(cni.schema.safeParse({ at: 'host', network: 'podnet', ...change }).success).toBe(false);
  });
});

test.each(CASE_NAMES)('the case %s says where the specification asks for it', (name) => {
  const { rule, title, holds } = CASES[name];
  expect(rule.link).toMatch(/SPEC\.md#[a-z]/);
  expect(rule.section).toMatch(/^section [1-5], /);
  expect([rule.sentence, title, holds]).not.toContain('');
});

test('no such network is a failure that shows the folder', () => {
  const evidence = { command: 'ls -l /etc/cni/net.d', output: '' };
  expect(judgeCni(entry, { ran: false, problem: 'there is no network "podnet"', evidence })).toEqual({
    status: 'failed',
    expected: 'a network "podnet" in /etc/cni/net.d',
    found: 'there is no network "podnet"',
    evidence,
  });
});

test('a finding fails with the sentence of the specification', () => {
  const missing = { ...saw, said: {}, found: { ok: false, problem: 'there is no mini in CNI_PATH' } } as const;
  const verdict = judgeCni(entry, { ran: true, does: 'configured', wanted: {}, saw: missing });
  expect(verdict).toMatchObject({ status: 'failed', found: 'there is no mini in CNI_PATH' });
  expect(verdict.because).toMatch(/^CNI specification, section 1, Configuration format: “.*” https:/);
});

test('what the lab alone asks for fails without a sentence of the specification', () => {
  const verdict = judgeCni(entry, { ran: true, does: 'configured', wanted: {}, saw });
  expect(verdict).toMatchObject({ status: 'failed', found: 'bridge is br0, not cni0' });
  expect(verdict.because).toBeUndefined();
});

test('no finding passes', () => {
  const seen = { ran: true, does: 'configured', wanted: {}, saw: { ...saw, said: {} } } as const;
  expect(judgeCni(entry, seen)).toMatchObject({ status: 'passed', found: 'the list is complete' });
});

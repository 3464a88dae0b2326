import { describe, expect, test } from 'vitest';
import { parseError, parseResult, parseVersions } from '../../../src/cni/parse.ts';
import { SPEC_VERSIONS } from '../../../src/cni/types.ts';

const ip = { address: '10.244.0.2/24', gateway: '10.244.0.1', interface: 0 };
const result = (cniVersion: string, ips: unknown) =>
  JSON.stringify({
    cniVersion,
    interfaces: [{ name: 'eth0', mac: '02:00:00:00:00:01', sandbox: '/run/netns/a' }],
    ips,
    routes: [{ dst: '0.0.0.0/0' }],
  });

describe('the result of ADD', () => {
  test.each(SPEC_VERSIONS)('is read in version %s', (version) => {
    const old = version.startsWith('0.');
    const parsed = parseResult(result(version, [old ? { ...ip, version: '4' } : ip]), version);
    expect(parsed).toMatchObject({ ok: true, value: { cniVersion: version, ips: [{ address: '10.244.0.2/24' }] } });
  });

  test.each(['0.3.1', '0.4.0'])('needs the family of every address in version %s', (version) => {
    expect(parseResult(result(version, [ip]), version)).toEqual({
      ok: false,
      problem: 'the result: "ips[0].version" must be "4" or "6" before CNI 1.0.0',
    });
  });

  test('keeps keys that the specification does not know', () => {
    const parsed = parseResult('{"cniVersion":"1.1.0","vendor":{"a":1},"interfaces":[{"name":"e","x":2}]}', '1.1.0');
    expect(parsed).toMatchObject({ value: { vendor: { a: 1 }, interfaces: [{ name: 'e', x: 2 }] } });
  });

  test.each([
    ['nothing', '', /nothing was printed/],
    ['a log line', 'starting…\n{"cniVersion":"1.0.0"}', /this is not JSON: starting…/],
    ['a list', '[]', /a JSON object was due/],
    ['no version', '{}', /has none$/],
    ['another version', '{"cniVersion":"0.4.0"}', /"1\.0\.0", and has "0\.4\.0"$/],
    [
      'an address without prefix',
      result('1.0.0', [{ address: '10.0.0.2' }]),
      /"ips\[0\]\.address" must be an address with/,
    ],
  ])('is refused with a sentence when it is %s', (_what, text, problem) => {
    const parsed = parseResult(text, '1.0.0');
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem);
  });

  test('of a version netlab does not know is said so', () => {
    expect(parseResult('{"cniVersion":"0.2.0"}', '0.2.0')).toMatchObject({ ok: false, problem: /netlab reads/ });
  });
});

test('an error object needs code and msg, and nothing else', () => {
  expect(parseError('{"code": 7, "msg": "bad"}')).toMatchObject({ ok: true, value: { code: 7, msg: 'bad' } });
  expect(parseError('{"msg": "bad"}').ok).toBe(false);
  expect(parseError('{"code": "7", "msg": "bad"}').ok).toBe(false);
});

test('an answer to VERSION needs a list that is not empty', () => {
  expect(parseVersions('{"cniVersion":"1.0.0","supportedVersions":["1.0.0"]}').ok).toBe(true);
  expect(parseVersions('{"cniVersion":"1.0.0","supportedVersions":[]}').ok).toBe(false);
  expect(parseVersions('{"cniVersion":"1.0.0"}').ok).toBe(false);
});

import { expect, test } from 'vitest';
import { http } from '../../../../src/checks/kinds/http.ts';
import { type HttpAnswer, readCurl } from '../../../../src/checks/kinds/http-answer.ts';
import { plainNetwork, ranWith } from '../../../support/ran.ts';

const evidence = { command: 'curl', output: '' };
const base = { from: 'red', url: 'http://10.0.0.2/' };
const silent = { ...base, reachable: false };
const ok = (body = 'hello', headers = {}): HttpAnswer => ({ ended: 'answer', status: 200, headers, body });
const missing: HttpAnswer = { ended: 'answer', status: 404, headers: {}, body: '' };
const ended = (how: Exclude<HttpAnswer['ended'], 'answer'>, detail: string): HttpAnswer => ({ ended: how, detail });

const judged: [string, Record<string, unknown>, HttpAnswer, 'passed' | 'failed', string][] = [
  ['status 200', base, ok(), 'passed', 'status 200'],
  ['another status', base, missing, 'failed', 'status 404'],
  ['another status that is due', { ...base, status: 404 }, missing, 'passed', 'status 404'],
  ['one of several', { ...base, status: [200, 404] }, missing, 'passed', 'status 404'],
  ['the text', { ...base, contains: 'hell' }, ok(), 'passed', 'status 200; the answer "hello"'],
  ['one text of two', { ...base, contains: ['hell', 'bye'] }, ok(), 'failed', 'the answer "hello"'],
  ['an empty answer', { ...base, contains: 'x' }, ok(''), 'failed', 'an empty answer'],
  [
    'a header',
    { ...base, 'answer-headers': { Server: 'nginx' } },
    ok('', { server: 'nginx/1.22' }),
    'passed',
    'status 200; Server: nginx/1.22',
  ],
  ['a missing header', { ...base, 'answer-headers': { Server: 'nginx' } }, ok(), 'failed', 'no header Server'],
  ['a refusal', base, ended('refused', 'the connection is refused'), 'failed', 'the connection is refused'],
  ['a time-out', base, ended('timed out', 'no answer in time'), 'failed', 'no answer in time'],
  [
    'a refusal that is due',
    silent,
    ended('refused', 'the connection is refused'),
    'passed',
    'the connection is refused',
  ],
  ['a time-out that is due', silent, ended('timed out', 'no answer in time'), 'passed', 'no answer in time'],
  [
    'an untrusted answer where silence is due',
    silent,
    ended('untrusted', 'the certificate is not one to trust'),
    'failed',
    'the certificate is not one to trust',
  ],
  ['any answer where none is due', silent, missing, 'failed', 'status 404'],
  [
    'an unknown name where silence is due',
    silent,
    ended('unresolved', 'the name does not resolve'),
    'failed',
    'the name does not resolve',
  ],
  [
    'another protocol where silence is due',
    silent,
    ended('not HTTP', 'the answer is not HTTP'),
    'failed',
    'the answer is not HTTP',
  ],
];

test.each(judged)('judges %s', (_title, entry, answer, status, found) => {
  expect(http.judge(http.schema.parse(entry), { answer, evidence })).toMatchObject({ status, found });
});

const trying = '*   Trying 10.0.0.2:80...\n';
const understood: [string, Parameters<typeof ranWith>[0], HttpAnswer][] = [
  [
    'an answer',
    { stdout: 'HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\nhello\n\n200' },
    { ended: 'answer', status: 200, headers: { server: 'nginx' }, body: 'hello\n' },
  ],
  [
    'an answer without a body',
    { stdout: 'HTTP/1.1 204 No Content\r\n\r\n\n204' },
    { ended: 'answer', status: 204, headers: {}, body: '' },
  ],
  [
    'an interim answer before the real one',
    { stdout: 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nA: b\r\n\r\nx\n201' },
    { ended: 'answer', status: 201, headers: { a: 'b' }, body: 'x' },
  ],
  [
    'a body that ends like the trailer',
    { stdout: 'HTTP/1.1 200 OK\r\n\r\na\n404\n200' },
    { ended: 'answer', status: 200, headers: {}, body: 'a\n404' },
  ],
  [
    'a refusal',
    { exitCode: 7, stderr: `${trying}* connect to 10.0.0.2 port 80 failed: Connection refused\ncurl: (7) x` },
    { ended: 'refused', detail: 'the connection is refused' },
  ],
  [
    'a refusal, told by a newer curl',
    {
      exitCode: 7,
      stderr: `${trying}* connect to 10.0.0.2 port 80 from 10.0.0.1 port 4000 failed: Connection refused`,
    },
    { ended: 'refused', detail: 'the connection is refused' },
  ],
  [
    'no route',
    { exitCode: 7, stderr: `${trying}* Immediate connect fail for 10.0.0.2: Network is unreachable` },
    { ended: 'unreachable', detail: 'Network is unreachable' },
  ],
  [
    'no neighbour',
    { exitCode: 7, stderr: `${trying}* connect to 10.0.0.2 port 80 failed: No route to host` },
    { ended: 'unreachable', detail: 'No route to host' },
  ],
  [
    'a certificate for another name',
    {
      exitCode: 60,
      stderr: "curl: (60) SSL: no alternative certificate subject name matches target host name 'shop'\n",
    },
    { ended: 'untrusted', detail: "SSL: no alternative certificate subject name matches target host name 'shop'" },
  ],
  [
    'no file of certificates',
    { exitCode: 77 },
    { ended: 'untrusted', detail: 'there is no certificate in the file of those to trust' },
  ],
  ['a failure to connect without a reason', { exitCode: 7 }, { ended: 'unreachable', detail: 'cannot connect' }],
  [
    'a time-out',
    { exitCode: 28, stderr: `${trying}curl: (28) timed out` },
    { ended: 'timed out', detail: 'no answer in time' },
  ],
  [
    'a time-out before anything was tried',
    { exitCode: 28, stderr: 'curl: (28) Resolving timed out' },
    { ended: 'unresolved', detail: 'the name does not resolve' },
  ],
  ['an unknown name', { exitCode: 6 }, { ended: 'unresolved', detail: 'the name does not resolve' }],
  [
    'an empty reply',
    { exitCode: 52 },
    { ended: 'empty', detail: 'the server accepts the connection and answers nothing' },
  ],
  ['a reset', { exitCode: 56 }, { ended: 'reset', detail: 'the connection is reset' }],
];

test.each(understood)('understands %s', (_title, ran, answer) => {
  expect(readCurl(ranWith(ran), plainNetwork)).toEqual(answer);
});

test.each([2, 3, 4, 27, 126, 127])('cannot look when curl exits with %i', (exitCode) => {
  expect(() => readCurl(ranWith({ exitCode, stderr: 'curl: (2) no memory' }), plainNetwork)).toThrow(
    'curl could not ask',
  );
});

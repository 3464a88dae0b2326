import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { http } from '../../../../src/checks/kinds/http.ts';
import { NODE_INSIDE, type World } from '../../../support/namespaces.ts';
import { openTrafficWorld } from '../../../support/traffic-world.ts';

/** Certificates for the address of far, and for a name that it does not have. */
const TLS = `
  for one in right:IP:10.9.0.2 other:DNS:shop.example; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout /tmp/\${one%%:*}.key \\
      -out /tmp/\${one%%:*}.crt -subj /CN=far -addext subjectAltName=\${one#*:} 2>/dev/null
    cat /tmp/\${one%%:*}.key /tmp/\${one%%:*}.crt >/tmp/\${one%%:*}.pem
  done
`;

/** https with the right certificate on port 443, with the other on port 444; on port 445 the client must show the right one as well. */
const TLS_SERVERS = `
  const { readFileSync } = require('node:fs');
  for (const [port, name] of [[443, 'right'], [444, 'other']]) {
    const options = { key: readFileSync('/tmp/' + name + '.key'), cert: readFileSync('/tmp/' + name + '.crt') };
    require('node:https').createServer(options, (_, response) => response.end('secret hello')).listen(port, '0.0.0.0');
    const mutual = { ...options, requestCert: true, ca: options.cert };
    if (port === 443)
      require('node:https').createServer(mutual, (_, response) => response.end('mutual hello')).listen(445, '0.0.0.0');
  }
`;

async function untilTls(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { stdout } = await world.network().run('far', ['ss', '-Hltn']);
    if ([':443 ', ':444 ', ':445 '].every((port) => stdout.includes(port))) return;
    await pause(25);
  }
  throw new Error('the https servers of the test did not start');
}

const mutual = { from: 'red', url: 'https://10.9.0.2:445/', trust: '/tmp/right.crt', certificate: '/tmp/right.pem' };
const { certificate: _none, ...mutualWithout } = mutual;
const secret = { from: 'red', url: 'https://10.9.0.2/', trust: '/tmp/right.crt' };

let world: World;
beforeAll(async () => {
  world = await openTrafficWorld();
  await world.sh(TLS);
  world.start('far', [NODE_INSIDE, '-e', TLS_SERVERS]);
  await untilTls();
});
afterAll(() => world.close());

const far = { from: 'red', url: 'http://10.9.0.2/' };
const passing: [string, Record<string, unknown>][] = [
  ['status 200', far],
  ['the text of the answer', { ...far, contains: ['hello', 'GET'] }],
  ['another status that is due', { ...far, url: 'http://10.9.0.2/missing', status: [404, 410] }],
  ['another method', { ...far, method: 'POST', contains: 'POST' }],
  ['a request for the headers only', { ...far, method: 'HEAD' }],
  ['headers there and back', { ...far, headers: { 'X-Lab': 'nat' }, 'answer-headers': { 'x-lab': 'nat' } }],
  ['a refused connection', { ...far, url: 'http://10.9.0.2:82/', reachable: false }],
  ['a firewall that drops', { ...far, url: 'http://192.168.15.4/', reachable: false }],
  ['an address without a route', { from: 'blue', url: 'http://10.9.0.2/', reachable: false }],
  ['a certificate for the address that is asked for', { ...secret, contains: 'secret hello' }],
  ['a certificate of the client', { ...mutual, contains: 'mutual hello' }],
  ['a client that has to show a certificate and does not', { ...mutualWithout, reachable: false }],
  ['a client whose certificate is not one to trust', { ...mutual, certificate: '/tmp/other.pem', reachable: false }],
  ['a masqueraded source', { ...far, 'seen-as': '10.9.0.1', 'seen-by': 'far' }],
];

describe('passes on', () => {
  test.concurrent.each(passing)('%s', async (_title, entry) => {
    expect(await world.check(http, entry)).toMatchObject({ status: 'passed' });
  });
});

const failing: [string, Record<string, unknown>, string, RegExp | undefined][] = [
  ['another status', { ...far, url: 'http://10.9.0.2/missing' }, 'status 404', undefined],
  ['another text', { ...far, contains: 'bye' }, 'the answer "hello from far GET"', undefined],
  ['another header', { ...far, 'answer-headers': { 'X-Lab': 'nat' } }, 'X-Lab: none', undefined],
  ['a refused connection', { ...far, url: 'http://10.9.0.2:82/' }, 'the connection is refused', /nothing listens/],
  ['a firewall that drops', { ...far, url: 'http://192.168.15.4/' }, 'no answer in time', /lost on the way/],
  [
    'no route',
    { from: 'blue', url: 'http://10.9.0.2/' },
    'Network is unreachable',
    /^blue has no route to 10\.9\.0\.2$/,
  ],
  ['a certificate that nobody trusts', { ...secret, trust: '/tmp/other.crt' }, 'SSL certificate problem', undefined],
  [
    'a certificate for another name',
    { ...secret, url: 'https://10.9.0.2:444/', trust: '/tmp/other.crt' },
    'no alternative certificate subject name matches',
    undefined,
  ],
  [
    'certificates that are not there',
    { ...secret, trust: '/tmp/none.crt' },
    'there is no certificate in the file',
    undefined,
  ],
  [
    'a certificate of the client that is not there',
    { ...mutual, certificate: '/tmp/none.pem' },
    'in the file of the client',
    undefined,
  ],
  [
    'a certificate of the client that is not there, where silence is due',
    { ...mutual, certificate: '/tmp/none.pem', reachable: false },
    'in the file of the client',
    undefined,
  ],
  ['a client without a certificate', mutualWithout, 'the connection is reset', undefined],
  ['a server that hangs up', { ...far, url: 'http://10.9.0.2:81/' }, 'the ', undefined],
  ['a name that nobody knows', { ...far, url: 'http://shop.example/' }, 'the name does not resolve', undefined],
  [
    'a name that nobody knows, where silence is due',
    { ...far, url: 'http://shop.example/', reachable: false },
    'the name does not resolve',
    undefined,
  ],
  ['an answer where none is due', { ...far, reachable: false }, 'status 200', undefined],
  [
    'the wrong source',
    { ...far, 'seen-as': '192.168.15.1', 'seen-by': 'far' },
    'far sees it come from 10.9.0.1',
    undefined,
  ],
];

describe('fails on', () => {
  test.concurrent.each(failing)('%s', async (_title, entry, found, because) => {
    const verdict = await world.check(http, entry);
    expect(verdict).toMatchObject({ status: 'failed', found: expect.stringContaining(found) });
    if (because) expect(verdict.because).toMatch(because);
  });
});

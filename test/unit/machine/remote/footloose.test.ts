import { expect, test } from 'vitest';
import { sshPortIn } from '../../../../src/machine/remote/footloose.ts';

/** As bootloose and footloose 0.6 print it. */
const shown = (state: string, ports: unknown) =>
  JSON.stringify({ machines: [{ container: 'netlab-machine0', state, ports, hostname: 'machine0', cmd: '', ip: '' }] });

test.each([
  ['a machine that runs has a port', shown('Running', [{ guest: 22, host: 2220 }]), 2220],
  ['one that was never made has port 0, which is none', shown('Not created', [{ guest: 22, host: 0 }]), undefined],
  ['one without ports has none', shown('Stopped', null), undefined],
  ['no machine, no port', '{"machines": []}', undefined],
  ['no words, no port', '', undefined],
])('%s', (_, json, port) => {
  expect(sshPortIn(json)).toBe(port);
});

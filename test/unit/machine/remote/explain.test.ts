import { expect, test } from 'vitest';
import { explainSsh } from '../../../../src/machine/remote/explain.ts';

const route = {
  name: 'me@vm:2222',
  bringUp: 'netlab machine up',
  target: 'me@vm',
  options: ['-p', '2222'],
  socket: '/s',
};

test.each([
  ['ssh: connect to host vm port 2222: Connection refused', 'nothing answers at me@vm:2222', 'netlab machine up'],
  ['ssh: connect to host vm port 2222: Connection timed out', 'me@vm:2222 does not answer', 'netlab machine up'],
  ['ssh: connect to host vm port 2222: No route to host', 'me@vm:2222 does not answer', 'netlab machine up'],
  ['ssh: Could not resolve hostname vm: Name or service not known', 'has no address', 'netlab machine use'],
  ['me@vm: Permission denied (publickey).', 'knows none of your keys', 'ssh-copy-id me@vm'],
  [
    '@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.',
    'another host key',
    "ssh-keygen -R '[vm]:2222'",
  ],
  ['Host key verification failed.', 'is not known yet', 'ssh -p 2222 me@vm'],
  ['something new\nat its end', 'cannot reach me@vm:2222 by ssh: at its end', 'ssh -p 2222 me@vm'],
  ['', 'ssh said nothing', 'ssh -p 2222 me@vm'],
])('%j is said in a sentence with the next step', (said, sentence, next) => {
  const error = explainSsh(route, said);
  expect(error.message).toContain(sentence);
  expect(error.next.join('\n')).toContain(next);
});

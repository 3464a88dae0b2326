import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fdbEntries } from '../../../src/system/bridge.ts';
import { connections, parseConnection } from '../../../src/system/conntrack.ts';
import { addresses, links, neighbours, peerNamespaces, routes, routeTo } from '../../../src/system/ip.ts';
import { savedRules } from '../../../src/system/iptables-save.ts';
import { namespaceNames, netns } from '../../../src/system/namespace.ts';
import { nftRuleset, parseNft } from '../../../src/system/nft.ts';
import { processes, processNames } from '../../../src/system/ps.ts';
import type { Reader } from '../../../src/system/reader.ts';
import { listeners, parseListener } from '../../../src/system/ss.ts';
import { fileStatus } from '../../../src/system/stat.ts';
import { setting, settingFile } from '../../../src/system/sysctl.ts';

const jsonReaders: [string, Reader<unknown>][] = [
  ['links', links],
  ['addresses', addresses],
  ['routes', routes(4)],
  ['a route', routeTo('1.1.1.1')],
  ['neighbours', neighbours],
  ['namespace numbers', peerNamespaces],
  ['forwarding entries', fdbEntries],
];

const textReaders: [string, Reader<unknown>][] = [
  ['iptables', savedRules('iptables')],
  ['nft', nftRuleset],
  ['conntrack', connections(4)],
  ['ss', listeners],
  ['ps', processes],
  ['process names', processNames],
  ['a namespace', netns],
  ['namespace names', namespaceNames],
  ['a file', fileStatus('/x')],
  ['a setting', setting('net.ipv4.ip_forward')],
];

/** Anything but a SyntaxError would end the whole report. */
function readsOrRefuses(reader: Reader<unknown>, text: string): void {
  try {
    reader.parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
  }
}

describe.each([...jsonReaders, ...textReaders])('the reader of %s', (_name, reader) => {
  test('understands any text or refuses it with a SyntaxError', () => {
    fc.assert(fc.property(fc.string(), (text) => readsOrRefuses(reader, text)));
    const words = [
      'tcp',
      'LISTEN',
      '0',
      'src=1',
      '[::]:80',
      'table',
      'chain',
      'x',
      '{',
      '}',
      ';',
      '"',
      '#',
      '\n',
      '-A',
      '*nat',
      '=',
    ];
    const sentences = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(fc.property(sentences, (text) => readsOrRefuses(reader, text)));
  });
});

describe.each(jsonReaders)('the reader of %s', (_name, reader) => {
  test('understands any JSON or refuses it with a SyntaxError', () => {
    fc.assert(fc.property(fc.json(), (text) => readsOrRefuses(reader, text)));
    const object = fc.dictionary(fc.constantFrom('ifname', 'dst', 'mac', 'nsid', 'flags', 'state'), fc.jsonValue());
    fc.assert(fc.property(fc.array(object), (list) => readsOrRefuses(reader, JSON.stringify(list))));
  });

  test('refuses JSON that is cut off', () => {
    expect(() => reader.parse('[{"ifname":"lo","ifi')).toThrow(SyntaxError);
  });
});

describe('ip -j', () => {
  test('an empty text is an empty list, and empty objects are left out', () => {
    expect(links.parse('')).toEqual([]);
    expect(addresses.parse('[{},{"ifname":"lo"}]')).toEqual([{ ifname: 'lo', addr_info: [] }]);
  });

  test('a fault names its field', () => {
    expect(() => links.parse('[{"ifindex":"1","ifname":"lo","mtu":1}]')).toThrow('"ifindex"');
  });
});

describe('ss', () => {
  test.each([
    [
      'tcp LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=7,fd=6),("nginx",pid=8,fd=6))',
      '0.0.0.0',
      80,
      ['nginx'],
    ],
    ['tcp LISTEN 0 1 *:97 *:*', '*', 97, []],
    [
      'udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:* users:(("systemd-resolve",pid=1,fd=2))',
      '127.0.0.53',
      53,
      ['systemd-resolve'],
    ],
    ['tcp LISTEN 0 1 [::1]:631 [::]:*', '::1', 631, []],
    ['udp UNCONN 0 0 [fe80::1]%eth0:546 [::]:*', 'fe80::1', 546, []],
  ])('reads %s', (line, address, port, processes) => {
    expect(parseListener(line)).toMatchObject({ address, port, processes });
  });
});

describe('conntrack', () => {
  test('keeps both directions, so that NAT shows', () => {
    const line =
      'ipv4     2 tcp      6 431999 ESTABLISHED src=192.168.1.3 dst=192.168.1.2 sport=5000 dport=8080 ' +
      'src=192.168.15.2 dst=192.168.1.3 sport=80 dport=5000 [ASSURED] mark=0 use=1';
    expect(parseConnection(line)).toEqual({
      protocol: 'tcp',
      state: 'ESTABLISHED',
      original: { source: '192.168.1.3', destination: '192.168.1.2', sport: 5000, dport: 8080 },
      reply: { source: '192.168.15.2', destination: '192.168.1.3', sport: 80, dport: 5000 },
      flags: ['ASSURED'],
    });
  });

  test('reads a connection without ports or an answer', () => {
    const line =
      'ipv4 2 icmp 1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=7 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=7 mark=0 use=1';
    expect(parseConnection(line)).toMatchObject({
      state: undefined,
      flags: ['UNREPLIED'],
      original: { dport: undefined },
    });
  });
});

describe('nft', () => {
  test('tells statements of a chain from sets in a rule', () => {
    const [table] = parseNft(`# Warning: table ip nat is managed by iptables-nft, do not touch!
table ip nat {
	comment "my } table"
	set s {
		type ipv4_addr
		elements = { 10.0.0.0/8,
			     192.168.0.0/16 }
	}
	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		ip saddr { 10.0.0.1,
			10.0.0.2 } counter packets 0 bytes 0 masquerade comment "a { b"
	}
	chain own {
	}
}`);
    expect(table).toMatchObject({
      family: 'ip',
      name: 'nat',
      chains: [{ name: 'post' }, { name: 'own', hook: undefined, rules: [] }],
    });
    expect(table?.chains[0]).toMatchObject({ type: 'nat', hook: 'postrouting', policy: 'accept' });
    expect(table?.chains[0]?.rules.map((words) => words.join(' '))).toEqual([
      'ip saddr { 10.0.0.1 , 10.0.0.2 } counter packets 0 bytes 0 masquerade comment a { b',
    ]);
  });

  test.each(['table ip x {', '}', 'table ip x { chain y { "open } }'])('refuses %s', (text) => {
    expect(() => parseNft(text)).toThrow(SyntaxError);
  });
});

describe('sysctl', () => {
  test('values with tabs are one line of words', () => {
    expect(setting('k').parse('net.ipv4.tcp_rmem = 4096\t131072\t33554432\n')).toBe('4096 131072 33554432');
  });

  test.each([
    ['net.ipv4.ip_forward', '/proc/sys/net/ipv4/ip_forward'],
    ['net/ipv4/conf/eth0.1/forwarding', '/proc/sys/net/ipv4/conf/eth0.1/forwarding'],
    ['net.ipv4.conf.eth0/1.forwarding', '/proc/sys/net/ipv4/conf/eth0.1/forwarding'],
  ])('%s is the file %s', (key, path) => {
    expect(settingFile(key)).toBe(path);
  });
});

describe('ps', () => {
  test('keeps blanks in names and arguments', () => {
    expect(processNames.parse('   31 tmux: server\n').get(31)).toBe('tmux: server');
    expect(processes.parse('   31 Ss   4026532249 sh -c  a b\n    2 S             - [kthreadd]\n')).toEqual([
      { pid: 31, state: 'Ss', netns: '4026532249', args: 'sh -c  a b' },
      { pid: 2, state: 'S', netns: '-', args: '[kthreadd]' },
    ]);
  });
});

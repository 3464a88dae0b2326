import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseError, parseResult, parseVersions } from '../../../src/cni/parse.ts';
import { fdbEntries } from '../../../src/system/bridge.ts';
import { connections } from '../../../src/system/conntrack.ts';
import { addresses, links, neighbours, routes, routeTo } from '../../../src/system/ip.ts';
import { savedRules } from '../../../src/system/iptables-save.ts';
import { nftRuleset } from '../../../src/system/nft.ts';
import type { Reader } from '../../../src/system/reader.ts';
import { listeners } from '../../../src/system/ss.ts';
import { SIZES } from '../sizes.ts';

/** What programs print, changed at will: readers understand it or refuse it with a SyntaxError, soon. */

const LINKS =
  '[{"ifindex":2,"link_index":3,"ifname":"eth0","flags":["BROADCAST","UP"],"mtu":1500,"master":"v-net-0","operstate":"UP","linkmode":"DEFAULT","group":"default","link_type":"ether","address":"02:00:00:00:00:01","broadcast":"ff:ff:ff:ff:ff:ff","linkinfo":{"info_kind":"vxlan","info_data":{"id":7,"local":"10.0.0.1","port":4789}},"addr_info":[{"family":"inet","local":"10.0.0.1","prefixlen":24,"scope":"global"}]}]';
const ROUTES =
  '[{"dst":"default","gateway":"10.0.0.1","dev":"eth0","metric":100,"flags":["linkdown"],"prefsrc":"10.0.0.2"}]';
const NEIGHBOURS = '[{"dst":"10.0.0.1","dev":"eth0","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]},{}]';
const FDB = '[{"mac":"02:00:00:00:00:01","ifname":"veth0","flags":["self"],"master":"v-net-0","state":"permanent"}]';
const SAVED =
  '*nat\n:PREROUTING ACCEPT [0:0]\n[1:60] -A PREROUTING ! -s 10.0.0.0/8 -p tcp -m tcp --dport 80 -m comment --comment "it\\"s" -j DNAT --to-destination 10.0.0.1:80\nCOMMIT\n';
const NFT =
  'table inet lab {\n\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t\ttcp dport { 22, 80 } accept comment "x { y"\n\t}\n}\n';
const CONNTRACK =
  'tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80 src=10.0.0.2 dst=10.0.0.1 sport=80 dport=40000 [ASSURED] mark=0 use=1\n';
const SS = 'tcp   LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=7,fd=6))\n';
const RESULT =
  '{"cniVersion":"1.0.0","interfaces":[{"name":"eth0","mac":"02:00:00:00:00:01","sandbox":"/run/netns/red"}],"ips":[{"interface":0,"address":"10.0.0.5/16","gateway":"10.0.0.1"}],"routes":[{"dst":"0.0.0.0/0"}],"dns":{}}';
const ERROR = '{"cniVersion":"1.0.0","code":7,"msg":"invalid","details":"more"}';
const VERSIONS = '{"cniVersion":"1.0.0","supportedVersions":["0.3.1","0.4.0","1.0.0"]}';

const parsing = (parse: (text: string) => unknown): Pick<Reader<unknown>, 'parse'> => ({ parse });

const READERS: [string, Pick<Reader<unknown>, 'parse'>, string][] = [
  ['links of ip -j', links, LINKS],
  ['addresses of ip -j', addresses, LINKS],
  ['routes of ip -j', routes(4), ROUTES],
  ['a route of ip -j', routeTo('10.0.0.9'), ROUTES],
  ['neighbours of ip -j', neighbours, NEIGHBOURS],
  ['bridge -j', fdbEntries, FDB],
  ['iptables-save', savedRules('iptables'), SAVED],
  ['nft', nftRuleset, NFT],
  ['conntrack', connections(4), CONNTRACK],
  ['ss', listeners, SS],
  ['the result of a CNI plugin', parsing((text) => parseResult(text, '1.0.0')), RESULT],
  ['the error of a CNI plugin', parsing(parseError), ERROR],
  ['the versions of a CNI plugin', parsing(parseVersions), VERSIONS],
];

describe.each(READERS)('%s', (_, reader, sample) => {
  const runs = { numRuns: SIZES.outputs };
  const readsOrRefuses = (text: string) => {
    const began = performance.now();
    try {
      reader.parse(text);
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  };

  test('a true sample is understood', () => {
    expect(() => reader.parse(sample)).not.toThrow();
  });

  test('a sample with pieces changed, moved and cut', { timeout: 600_000 }, () => {
    const edit = fc.record({
      at: fc.nat(sample.length),
      cut: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 5 }),
        fc.constantFrom('"', '\\', '{', '}', '[', ']', '\n', ' ', '!', ':', '-A ', 'null', '1e999'),
      ),
      from: fc.nat(sample.length),
      length: fc.nat(20),
    });
    const texts = fc
      .array(edit, { minLength: 1, maxLength: 5 })
      .map((edits) =>
        edits.reduce(
          (text, { at, cut, put, from, length }) =>
            text.slice(0, at) + put + sample.slice(from, from + length) + text.slice(at + cut),
          sample,
        ),
      );
    fc.assert(fc.property(texts, readsOrRefuses), runs);
  });

  test('any JSON in its place', { timeout: 600_000 }, () => {
    const keys = fc.constantFrom(...new Set(sample.match(/[a-z_A-Z]+/g)));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.string({ maxLength: 6 }),
        fc.double(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(
        fc.oneof(tree, fc.array(tree)).map((value) => JSON.stringify(value)),
        readsOrRefuses,
      ),
      runs,
    );
  });
});

test.each([
  ['a megabyte of one word', 'a'.repeat(1 << 20)],
  ['a megabyte of brackets', '['.repeat(1 << 20)],
  ['a megabyte of braces', '{'.repeat(1 << 20)],
  ['a megabyte of quotes', '"'.repeat(1 << 20)],
  ['a megabyte of blanks', ' '.repeat(1 << 20)],
  ['a hundred thousand lines', 'src=1 \n'.repeat(100_000)],
])('%s is refused or read by every reader, soon', { timeout: 60_000 }, (_, text) => {
  for (const [name, reader] of READERS) {
    const began = performance.now();
    try {
      reader.parse(text);
    } catch (error) {
      expect([name, error]).toEqual([name, expect.any(SyntaxError)]);
    }
    expect([name, performance.now() - began < 5000]).toEqual([name, true]);
  }
});

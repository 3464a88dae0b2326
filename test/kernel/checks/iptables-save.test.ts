import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IptablesOption, type IptablesRule, parseRuleset } from '../../../src/system/iptables-save.ts';
import { openWorld, type World } from '../../support/namespaces.ts';

/** The parser against the real thing: what it understood, written out again, must make iptables save the same rules. */

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.sh('ip netns add copy');
});
afterAll(() => world.close());

const maybe = (...texts: string[]) => fc.constantFrom('', ...texts);
const comment = fc
  .string({
    unit: fc.constantFrom('a', 'b', ' ', '-', '!', '"', '\\', "'", ':', '#', 'é'),
    minLength: 1,
    maxLength: 20,
  })
  .map((text) => `-m comment --comment "${text.replace(/["\\]/g, '\\$&')}"`);

const rule = fc
  .tuple(
    maybe('-s 10.1.2.3', '! -s 192.168.15.0/24', '-s 10.0.0.0/255.0.255.0'),
    maybe('-d 1.1.1.1/32', '! -d 5.6.0.0/16'),
    maybe('-i v-net-0', '! -i eth+'),
    maybe(
      '-p tcp --dport 80',
      '-p tcp ! --sport 1:9 --syn',
      '-p udp -m multiport ! --dports 53,67:68',
      '! -p icmp',
      '-p icmp --icmp-type 8',
    ),
    maybe('-m conntrack --ctstate NEW,ESTABLISHED', '-m conntrack ! --ctstate INVALID'),
    maybe('-m mark ! --mark 0x1/0xff', '-m limit --limit 5/min', '-m statistic --mode random --probability 0.5'),
    fc.option(comment, { nil: '' }),
    maybe(
      '-j ACCEPT',
      '-j LAB',
      '-g LAB',
      '-j LOG --log-prefix "[a] -A \\"x\\": "',
      '-j REJECT --reject-with icmp-port-unreachable',
    ),
  )
  .map((parts) => ['-A INPUT', ...parts.filter((part) => part !== '')].join(' '));

test('rules parsed and written out again are the same rules', async () => {
  const rules = fc.array(rule, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rules, async (lines) => {
      const network = world.network();
      const text = ['*filter', ':INPUT ACCEPT [0:0]', ':LAB - [0:0]', ...lines, 'COMMIT', ''].join('\n');
      expect(await network.run('host', ['iptables-restore'], { input: text })).toMatchObject({
        exitCode: 0,
        stderr: '',
      });
      const saved = (await network.run('host', ['iptables-save', '-c'])).stdout;
      const copy = render(saved);
      expect(await network.run('copy', ['iptables-restore', '--test'], { input: copy })).toMatchObject({ exitCode: 0 });
      await network.run('copy', ['iptables-restore', '-c'], { input: copy });
      const again = (await network.run('copy', ['iptables-save', '-c'])).stdout;
      expect(withoutDates(again)).toEqual(withoutDates(saved));
    }),
    { numRuns: 15 },
  );
});

function render(saved: string): string {
  const lines = parseRuleset(saved).tables.flatMap(({ name, chains }) => [
    `*${name}`,
    ...chains.map((chain) => `:${chain.name} ${chain.policy ?? '-'} [0:0]`),
    ...chains.flatMap((chain) => chain.rules.map((one) => `[${one.packets}:0] -A ${chain.name}${renderRule(one)}`)),
    'COMMIT',
  ]);
  return `${lines.join('\n')}\n`;
}

function renderRule({ conditions, target }: IptablesRule): string {
  const modules = conditions.map((condition, index) => {
    const isNew = condition.match !== undefined && condition.match !== conditions[index - 1]?.match;
    return `${isNew ? ` -m ${condition.match}` : ''}${renderOption(condition)}`;
  });
  const jump = target === undefined ? '' : ` ${target.isGoto ? '-g' : '-j'} ${target.name}`;
  return `${modules.join('')}${jump}${(target?.options ?? []).map(renderOption).join('')}`;
}

function renderOption({ name, negated, values }: IptablesOption): string {
  const quoted = values.map((value) => ` "${value.replace(/["\\]/g, '\\$&')}"`);
  return `${negated ? ' !' : ''} ${name}${quoted.join('')}`;
}

function withoutDates(saved: string): string[] {
  return saved.split('\n').filter((line) => !line.startsWith('#'));
}

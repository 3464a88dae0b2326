import { expect, test } from 'vitest';
import { render } from '../../../src/report/render.ts';
import { hostile, mixed } from './reports.ts';

const as = (format: string, report = mixed) => render(report, format, { verbose: false, whole: true });

test('JSON is the report itself', () => {
  expect(JSON.parse(as('json'))).toEqual(mixed);
  expect(JSON.parse(as('json', hostile))).toEqual(hostile);
});

test('JSON holds no control character', () => {
  expect(as('json', hostile)).not.toMatch(/[^\P{Cc}\n]/u);
});

test('JUnit: failed is a failure, unknown an error, blocked and an open bonus are skipped', () => {
  expect(as('junit')).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="01-netns" tests="12" failures="3" errors="1" skipped="6" time="0.144">
      <testsuite name="rooms: Two rooms" tests="1" failures="0" errors="0" skipped="0" time="0.012">
        <testcase classname="01-netns.rooms" name="rooms.1 The namespace red exists" time="0.012"/>
      </testsuite>
      <testsuite name="wire: A wire from room to room" tests="4" failures="2" errors="1" skipped="0" time="0.048">
        <testcase classname="01-netns.wire" name="wire.1 veth-red is in red, and its other end is veth-blue in blue" time="0.012"><failure message="red has no interface veth-red: it is in host" type="link">expected: an interface veth-red in red of kind veth whose other end is veth-blue in blue
    found: red has no interface veth-red: it is in host
    why: An interface lives in one namespace at a time: \`ip link set veth-red netns red\` moves it. An end that stays on the host joins the host to a room.
    see it: ip -n red -d link show dev veth-red
    Device &quot;veth-red&quot; does not exist.</failure></testcase>
        <testcase classname="01-netns.wire" name="wire.2 veth-blue is up" time="0.012"/>
        <testcase classname="01-netns.wire" name="wire.3 A hidden one" time="0.012"><failure message="not shown in this lab" type="ping"></failure></testcase>
        <testcase classname="01-netns.wire" name="wire.4 blue answers ARP" time="0.012"><error message="the program arping is missing" type="arping">expected: an answer from 192.168.15.2
    found: the program arping is missing</error></testcase>
      </testsuite>
      <testsuite name="talk: Switch on and talk" tests="2" failures="0" errors="0" skipped="2" time="0.024">
        <testcase classname="01-netns.talk" name="talk.1 red reaches blue" time="0.012"><skipped message="the task &quot;A wire from room to room&quot; comes first and is still open"/></testcase>
        <testcase classname="01-netns.talk" name="talk.2 blue reaches red" time="0.012"><skipped message="the task &quot;A wire from room to room&quot; comes first and is still open"/></testcase>
      </testsuite>
      <testsuite name="end: The end" tests="5" failures="1" errors="0" skipped="4" time="0.060">
        <testcase classname="01-netns.end" name="end.1 The host has no route" time="0.012"><failure message="a route" type="ping">expected: no route
    found: a route
    see it: ip netns exec red ping -c 1 192.168.15.2
    1 packets transmitted, 1 received</failure></testcase>
        <testcase classname="01-netns.end" name="end.2 green reaches red" time="0.012"><skipped message="namespace green does not exist yet"/></testcase>
        <testcase classname="01-netns.end" name="end.3 green reaches blue" time="0.012"><skipped message="namespace green does not exist yet"/></testcase>
        <testcase classname="01-netns.end" name="end.4 Bonus: the number" time="0.012"><skipped message="not answered yet"/></testcase>
        <testcase classname="01-netns.end" name="end.5 The MTU is 9000" time="0.012"><skipped message="1500"/></testcase>
      </testsuite>
    </testsuites>"
  `);
});

test('JUnit escapes what XML does not hold', () => {
  expect(as('junit', hostile)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="09-hostile" tests="1" failures="1" errors="0" skipped="0" time="0.012">
      <testsuite name="one: &lt;one&gt; &amp; &quot;two&quot;" tests="1" failures="1" errors="0" skipped="0" time="0.012">
        <testcase classname="09-hostile.one" name="one.1 a # b \\ c " time="0.012"><failure message="bell  del  right" type="ping">expected: ]]&gt; &amp; more
    found: bell  del  right
    see it: echo red
    ab
    c</failure></testcase>
      </testsuite>
    </testsuites>"
  `);
});

test('TAP: all that does not hold is not ok, an open bonus is to do', () => {
  expect(as('tap')).toMatchInlineSnapshot(`
    "TAP version 14
    1..12
    ok 1 - rooms.1 The namespace red exists
    not ok 2 - wire.1 veth-red is in red, and its other end is veth-blue in blue
      ---
      status: "failed"
      kind: "link"
      expected: "an interface veth-red in red of kind veth whose other end is veth-blue in blue"
      found: "red has no interface veth-red: it is in host"
      because: "An interface lives in one namespace at a time: \`ip link set veth-red netns red\` moves it. An end that stays on the host joins the host to a room."
      command: "ip -n red -d link show dev veth-red"
      output: "Device \\"veth-red\\" does not exist.\\n"
      ...
    ok 3 - wire.2 veth-blue is up
    not ok 4 - wire.3 A hidden one
      ---
      status: "failed"
      kind: "ping"
      ...
    not ok 5 - wire.4 blue answers ARP
      ---
      status: "unknown"
      kind: "arping"
      expected: "an answer from 192.168.15.2"
      found: "the program arping is missing"
      ...
    not ok 6 - talk.1 red reaches blue
      ---
      status: "blocked"
      kind: "ping"
      expected: "an answer from 192.168.15.2"
      found: "the task \\"A wire from room to room\\" comes first and is still open"
      ...
    not ok 7 - talk.2 blue reaches red
      ---
      status: "blocked"
      kind: "ping"
      expected: "an answer from 192.168.15.2"
      found: "the task \\"A wire from room to room\\" comes first and is still open"
      ...
    not ok 8 - end.1 The host has no route
      ---
      status: "failed"
      kind: "ping"
      expected: "no route"
      found: "a route"
      command: "ip netns exec red ping -c 1 192.168.15.2"
      output: "1 packets transmitted, 1 received"
      ...
    not ok 9 - end.2 green reaches red
      ---
      status: "blocked"
      kind: "ping"
      expected: "an answer from 192.168.15.2"
      found: "namespace green does not exist yet"
      ...
    not ok 10 - end.3 green reaches blue
      ---
      status: "blocked"
      kind: "ping"
      expected: "an answer from 192.168.15.2"
      found: "namespace green does not exist yet"
      ...
    not ok 11 - end.4 Bonus: the number # TODO bonus
      ---
      status: "blocked"
      kind: "answer"
      expected: "an answer from 192.168.15.2"
      found: "not answered yet"
      ...
    not ok 12 - end.5 The MTU is 9000 # TODO bonus
      ---
      status: "failed"
      kind: "ping"
      expected: "9000"
      found: "1500"
      command: "ip netns exec red ping -c 1 192.168.15.2"
      output: "1 packets transmitted, 1 received"
      ..."
  `);
});

test('TAP escapes what would read as a directive', () => {
  expect(as('tap', hostile)).toMatchInlineSnapshot(`
    "TAP version 14
    1..1
    not ok 1 - one.1 a \\# b \\\\ c 
      ---
      status: "failed"
      kind: "ping"
      expected: "]]> & more"
      found: "bell  del  right"
      command: "echo red"
      output: "ab\\nc"
      ..."
  `);
});

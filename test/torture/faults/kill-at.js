// Loaded into netlab by --import: counts every call that changes the system, before and after it, and ends netlab with SIGKILL at step
// NETLAB_FAULT_AT. Without that number it writes the steps that there were to NETLAB_FAULT_LOG. netlab itself knows nothing of it.
import child from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const at = Number(process.env.NETLAB_FAULT_AT ?? 0);
const log = process.env.NETLAB_FAULT_LOG;
const kill = process.kill.bind(process);
const { writeFileSync } = fs;
const steps = [];
let depth = 0;

const CHANGES = [
  'mkdirSync',
  'writeFileSync',
  'writeSync',
  'renameSync',
  'rmSync',
  'cpSync',
  'chmodSync',
  'fchownSync',
  'lchownSync',
  'fsyncSync',
];
for (const name of CHANGES) count(fs, name);
count(fs, 'openSync', ([, flags]) => flags !== undefined && flags !== 'r' && flags !== fs.constants.O_RDONLY);
count(child, 'spawn');
count(process, 'kill', ([, signal]) => signal !== 0);
count(net.Socket.prototype, 'end');
syncBuiltinESMExports();
process.on('exit', () => log && writeFileSync(log, JSON.stringify(steps)));

function count(object, name, changes = () => true) {
  const original = object[name];
  object[name] = function counted(...args) {
    // What a call calls itself is one step with it.
    if (depth > 0 || !changes(args)) return original.apply(this, args);
    step(`before ${name}`);
    depth += 1;
    try {
      return original.apply(this, args);
    } finally {
      depth -= 1;
      step(`after ${name}`);
    }
  };
}

function step(name) {
  steps.push(name);
  if (steps.length === at) kill(process.pid, 'SIGKILL');
}

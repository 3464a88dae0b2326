#!/usr/bin/env node
// The installed program. Nothing may be imported before the version of Node.js is known: the libraries fail to load on older ones.
const wanted = [22, 18];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) {
  const { start } = await import('./start.js');
  await start();
} else {
  const { runOnBundledNode } = await import('./old-node.js');
  process.exitCode = await runOnBundledNode(wanted.join('.'));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { ROOT } from './sandbox.ts';

/** Line and column of a file, from 0, as the Language Server Protocol counts. */
export type Position = { line: number; character: number };
export type Diagnostic = { range: { start: Position; end: Position }; message: string };

/** An editor that has one YAML file open. */
export type Editor = {
  /** What is marked in the file, once the server has looked at it. */
  diagnostics: Promise<Diagnostic[]>;
  /** The words offered at a position. */
  completions(at: Position): Promise<string[]>;
  /** The text shown for what is at a position. */
  hover(at: Position): Promise<string>;
};

export type LanguageServer = { open(path: string, text: string): Editor; end(): void };

/** Starts yaml-language-server as editors do, over standard input and output (Language Server Protocol 3.17). */
export async function startLanguageServer(): Promise<LanguageServer> {
  const server = spawn(process.execPath, [join(ROOT, 'node_modules/.bin/yaml-language-server'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = connect(server);
  const settings = { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false } } };
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings.yaml : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  const waiting = new Map<string, (found: Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (found: { uri: string; diagnostics: Diagnostic[] }) =>
    waiting.get(found.uri)?.(found.diagnostics),
  );
  connection.listen();
  const capabilities = { workspace: { configuration: true }, textDocument: { publishDiagnostics: {} } };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });

  return {
    open(path, text) {
      const uri = pathToFileURL(path).href;
      const diagnostics = new Promise<Diagnostic[]>((resolve) => waiting.set(uri, resolve));
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      });
      const ask = (what: string, position: Position): Promise<unknown> =>
        connection.sendRequest(`textDocument/${what}`, { textDocument: { uri }, position });
      return {
        diagnostics,
        completions: async (at) => ((await ask('completion', at)) as Offered).items.map(({ label }) => label),
        hover: async (at) => ((await ask('hover', at)) as Shown | null)?.contents.value ?? '',
      };
    },
    end() {
      connection.dispose();
      server.kill();
    },
  };
}

type Offered = { items: { label: string }[] };
type Shown = { contents: { value: string } };

function connect({ stdin, stdout }: ChildProcess) {
  if (stdin === null || stdout === null) throw new Error('the server was started without pipes');
  return createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
}

/** Where a word begins in a text, and the position after `after`, for tests that point at things. */
export function positionOf(text: string, word: string): Position {
  const at = text.indexOf(word);
  if (at < 0) throw new Error(`there is no "${word}" in the text`);
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** A built-in lab's file. */
export function labText(id: string): { path: string; text: string } {
  const path = join(ROOT, 'labs', id, 'lab.yaml');
  return { path, text: readFileSync(path, 'utf8') };
}

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');

/** What a container would be given: nothing of the environment in which the tests run. */
const bare = { PATH: process.env.PATH };

/** Builds as `npm run build` does, into a folder of its own from which the packages can still be found. */
export async function buildPublished(): Promise<string> {
  const folder = await mkdtemp(join(root, 'node_modules', '.published-'));
  const vite = (...args: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn', ...args], { cwd: root, env: bare });
  await Promise.all([
    vite('--outDir', join(folder, 'client')),
    vite('--ssr', 'server/main.ts', '--outDir', join(folder, 'server')),
  ]);
  return folder;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
}

/** The published server in a process of its own. */
export class PublishedServer {
  log = '';
  port = 0;

  private constructor(private readonly child: ChildProcess, readonly ended: Promise<number | null>) {}

  static run(folder: string, environment: Record<string, string>): PublishedServer {
    const child = spawn(process.execPath, [join(folder, 'server/main.js')], { env: { ...bare, PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new PublishedServer(child, once(child, 'close').then(([code]) => code as number | null));
    child.stdout!.on('data', (text: Buffer) => void (server.log += text.toString()));
    child.stderr!.on('data', (text: Buffer) => void (server.log += text.toString()));
    return server;
  }

  static async start(folder: string, environment: Record<string, string>): Promise<PublishedServer> {
    const server = PublishedServer.run(folder, environment);
    const address = await server.logged(/^Local UI: http:\/\/[^:]+:(\d+)/m);
    server.port = Number(address[1]);
    return server;
  }

  logged(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(this.log);
        if (found) resolve(found);
      };
      this.child.stdout!.on('data', look);
      this.child.stderr!.on('data', look);
      void this.ended.then((code) => reject(new Error(`It ended with ${code}: ${this.log}`)));
      look();
    });
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async end(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.ended;
  }

  /** Sends a path as it is: fetch and browsers would tidy it first. */
  open(path: string, { method = 'GET', headers = {} }: Asked = {}): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: 'localhost', port: this.port, path, method, headers, agent: false }, resolve).on('error', reject).end();
    });
  }

  async ask(path: string, asked?: Asked) {
    const response = await this.open(path, asked);
    response.setEncoding('utf8');
    return { status: response.statusCode, headers: response.headers, body: (await response.toArray()).join('') };
  }
}

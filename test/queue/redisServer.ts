import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect as connectTo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** How a Redis of a test keeps its data. */
export type Fsync = 'always' | 'everysec' | 'nothing';

/** A redis-server that a test starts on a free port of the loopback, in a folder of its own. */
export class RedisServer {
  readonly port: number;
  private readonly folder: string;
  private readonly options: readonly string[];
  private process: ChildProcess | null = null;
  private client: Redis | null = null;

  private constructor(port: number, fsync: Fsync, more: readonly string[]) {
    this.port = port;
    this.folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const kept =
      fsync === 'nothing' ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', fsync];
    this.options = ['--save', '', ...kept, ...more];
  }

  static async start(fsync: Fsync = 'everysec', ...more: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), fsync, more);
    await server.restart();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** A connection of the test's own. */
  get redis(): Redis {
    this.client ??= this.connection();
    return this.client;
  }

  /** Every key that it holds. */
  async keys(password?: string): Promise<string[]> {
    const redis = this.connection(password);
    try {
      return await redis.keys('*');
    } finally {
      redis.disconnect();
    }
  }

  private connection(password?: string): Redis {
    const redis = new Redis({
      port: this.port,
      maxRetriesPerRequest: null,
      ...(password !== undefined && { password }),
    });
    redis.on('error', () => {});
    return redis;
  }

  async restart(): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const bind = this.options.includes('--bind') ? [] : ['--bind', '127.0.0.1'];
    const args = ['--port', String(this.port), ...bind, '--dir', this.folder, ...this.options];
    this.process = spawn('redis-server', args, { stdio: 'ignore' });
    const missing = new Promise<never>((_, reject) => this.process?.once('error', reject));
    await Promise.race([answering(this.port), missing]);
  }

  /** SIGKILL, as a power cut of this one process. */
  async kill(): Promise<void> {
    const { process: running } = this;
    this.process = null;
    if (running === null) return;
    const gone = new Promise((resolve) => running.once('close', resolve));
    running.kill('SIGKILL');
    await gone;
  }

  /** Throws away what it has on disk: its next start is empty. */
  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async end(): Promise<void> {
    this.client?.disconnect();
    await this.kill();
    this.forget();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`redis-server does not answer at port ${port}`);
}

/** Whether a Redis there answers a PING with a PONG: one that reads its file back says LOADING. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connectTo(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => end(/^\+PONG|^-NOAUTH/.test(data.toString())));
    socket.once('error', () => end(false));
    socket.setTimeout(1000, () => end(false));
  });
}

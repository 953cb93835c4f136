import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStudyQueue, type StudyQueueOptions } from '../../../experiments/queue/studyQueue.ts';
import { freePort, RedisServer } from '../../queue/redisServer.ts';

const servers: RedisServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end();
});
async function started(...words: Parameters<typeof RedisServer.start>): Promise<RedisServer> {
  const server = await RedisServer.start(...words);
  servers.push(server);
  return server;
}

const asked = (url: string, more: Partial<StudyQueueOptions> = {}): StudyQueueOptions => ({
  url,
  study: { hash: 'ab'.repeat(32), name: 'toy', plan: { name: 'toy' } },
  folder: 'nowhere',
  patience: 5,
  isVolatile: false,
  tell: () => {},
  ...more,
});

describe('a queue', () => {
  it('that is not there is missed within seconds, by an address without its password', async () => {
    const begun = performance.now();
    const port = await freePort();
    const opened = openStudyQueue(asked(`redis://lab:hunter2@127.0.0.1:${port}`));
    await expect(opened).rejects.toThrow(
      new RegExp(
        `^no Redis answers at redis://127.0.0.1:${port} \\(.*ECONNREFUSED.*start redis-server there`,
      ),
    );
    expect(performance.now() - begun).toBeLessThan(9000);
    await expect(openStudyQueue(asked('redis://no-such-host.invalid'))).rejects.toThrow(/no Redis answers/);
  });

  it('that wants a password is told apart from one that is away', async () => {
    const { port, url } = await started('everysec', '--requirepass', 'right');
    await expect(openStudyQueue(asked(url))).rejects.toThrow(/refuses: .*name and password belong/s);
    const wrong = openStudyQueue(asked(`redis://:hunter2@127.0.0.1:${port}`));
    await expect(wrong).rejects.toThrow(/refuses: .*password/);
    await expect(wrong).rejects.not.toThrow(/hunter2/);
    await (await openStudyQueue(asked(`redis://:right@127.0.0.1:${port}`))).close();
  });

  it('that evicts, or keeps nothing on disk, is refused with the line that mends it; mended, it is taken', async () => {
    const server = await started('nothing', '--maxmemory-policy', 'allkeys-lru');
    await expect(openStudyQueue(asked(server.url))).rejects.toThrow('CONFIG SET maxmemory-policy noeviction');
    await server.redis.config('SET', 'maxmemory-policy', 'noeviction');
    await expect(openStudyQueue(asked(server.url))).rejects.toThrow('CONFIG SET appendonly yes');
    await (await openStudyQueue(asked(server.url, { isVolatile: true }))).close();
    await server.redis.config('SET', 'appendonly', 'yes');
    await (await openStudyQueue(asked(server.url))).close();
  });

  it('that holds another’s data under its prefix is refused, and left as it was', async () => {
    const server = await started();
    await server.redis.set('yuma-lab:cache', 'not ours');
    await expect(openStudyQueue(asked(server.url))).rejects.toThrow(
      /another's data under yuma-lab: \(yuma-lab:cache\).*\/1$/,
    );
    expect(await server.redis.get('yuma-lab:cache')).toBe('not ours');
    expect(await server.redis.dbsize()).toBe(1);
    await (await openStudyQueue(asked(`${server.url}/1`))).close();
    await server.redis.del('yuma-lab:cache');
    await server.redis.hset('yuma-lab:format', 'a', 'b');
    await expect(openStudyQueue(asked(server.url))).rejects.toThrow(/another's data/);
  });

  it('that holds what a killed worker of ours has left is cleared of it and taken', async () => {
    const server = await started();
    await server.redis.hset('yuma-lab:0123456789abcdef:meta', 'opts.maxLenEvents', '100');
    const queue = await openStudyQueue(asked(server.url));
    expect(await server.redis.exists('yuma-lab:0123456789abcdef:meta')).toBe(0);
    await queue.close();
  });

  it('with TLS is reached by rediss://, and its certificate is checked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'));
    try {
      const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name));
      const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '2',
          '-keyout',
          key,
          '-out',
          certificate,
          ...subject,
        ],
        { stdio: 'ignore' },
      );
      const port = await freePort();
      const files = [
        '--tls-cert-file',
        certificate,
        '--tls-key-file',
        key,
        '--tls-ca-cert-file',
        certificate,
      ];
      await started('everysec', '--tls-port', String(port), '--tls-auth-clients', 'no', ...files);
      await expect(openStudyQueue(asked(`rediss://localhost:${port}`))).rejects.toThrow(/certificate/);
      const script = `import('./experiments/queue/studyQueue.ts').then(async ({ openStudyQueue }) => {
        const study = { hash: 'ab'.repeat(32), name: 'toy', plan: {} };
        const queue = await openStudyQueue({ url: 'rediss://localhost:${port}', study, folder: '', patience: 5, tell() {} });
        await queue.close();
        console.log('reached');
      })`;
      const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
      const said = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
        env,
        encoding: 'utf8',
      });
      expect(said.trim()).toBe('reached');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

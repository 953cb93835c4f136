import type { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { format } from '../../../experiments/queue/keys.ts';
import { checkServer, refuseForeignKeys } from '../../../experiments/queue/serverChecks.ts';

/** What is asked of a Redis, answered as one would. */
const answering = (info: Record<string, string>, save: string | Error = '3600 1') =>
  ({
    info: async () =>
      Object.entries({ redis_version: '7.0.15', maxmemory_policy: 'noeviction', aof_enabled: '0', ...info })
        .map(([name, value]) => `${name}:${value}\r\n`)
        .join(''),
    config: async () => {
      if (save instanceof Error) throw save;
      return ['save', save];
    },
  }) as unknown as Redis;
const rules = { shown: 'redis://h:6379', isVolatile: false };

describe('a Redis for a queue', () => {
  it('is taken where it evicts nothing and keeps a file of commands or snapshots', async () => {
    await checkServer(answering({ aof_enabled: '1' }, ''), rules);
    await checkServer(answering({}), rules);
    await checkServer(answering({ redis_version: '6.2.0' }), rules);
    await checkServer(answering({ redis_version: '10.0.1' }), rules);
  });

  it('is taken where it may not say what it keeps, as rented ones do', async () => {
    await checkServer(answering({}, new Error('NOPERM config')), rules);
  });

  it.each(['5.0.14', '6.0.16', '6.1.9'])('is refused at version %s', async (redis_version) => {
    await expect(checkServer(answering({ redis_version }), rules)).rejects.toThrow(
      `redis://h:6379 is version ${redis_version}; a queue needs 6.2 or newer`,
    );
  });

  it('is refused where it evicts or keeps nothing, with the line that mends it', async () => {
    await expect(checkServer(answering({ maxmemory_policy: 'allkeys-lru' }), rules)).rejects.toThrow(
      'CONFIG SET maxmemory-policy noeviction',
    );
    await expect(checkServer(answering({}, ''), rules)).rejects.toThrow('CONFIG SET appendonly yes');
    await checkServer(answering({}, ''), { ...rules, isVolatile: true });
  });
});

describe('keys under our prefix', () => {
  /** A Redis in which a study is announced behind the first `looks` looks for the mark of ours; one key is there that names no queue. */
  const announcedAfter = (looks: number) => {
    let seen = 0;
    return {
      get: async () => (seen++ < looks ? null : format),
      scan: async () => ['0', ['yuma-lab:studies']],
    } as unknown as Redis;
  };

  it('are ours where a study is announced while they are looked at, and another’s where none is', async () => {
    await refuseForeignKeys(announcedAfter(0), rules.shown);
    await refuseForeignKeys(announcedAfter(1), rules.shown);
    await expect(refuseForeignKeys(announcedAfter(2), rules.shown)).rejects.toThrow(/another's data/);
  });
});

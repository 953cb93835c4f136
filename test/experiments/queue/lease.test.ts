import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lease } from '../../../experiments/queue/lease.ts';
import { noteOf } from '../../../experiments/run/lockNote.ts';
import { realHost } from '../../../experiments/run/system/host.ts';
import { RedisServer } from '../../queue/redisServer.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server.end());

/** What a lock of this machine says, of no process in particular. */
const here = { ...noteOf(realHost), started: null };
const elsewhere = { host: 'other', boot: 'another' };
const held = (key: string, holder: object, milliseconds = 30_000) =>
  server.redis.set(
    key,
    JSON.stringify({ ...here, token: 't', folder: '/r', beat: 0, ...holder }),
    'PX',
    milliseconds,
  );
const silent = () => {};
/** A process that has ended long ago: numbers of processes are below this. */
const deadPid = 2 ** 30;

describe('the lease of a study', () => {
  it('is refused while another process of this machine lives, which is named', async () => {
    await held('living', { pid: process.ppid });
    const lease = new Lease(server.redis, 'living', '/mine');
    await expect(lease.take(async () => {}, silent)).rejects.toThrow(
      new RegExp(`process ${process.ppid} on ${here.host} \\(/r\\).*the same command then goes on`),
    );
    expect(await server.redis.get('living')).toContain('"token":"t"');
  });

  it('is taken over at once from a process of this machine that is dead', async () => {
    await held('dead', { pid: deadPid });
    const lease = new Lease(server.redis, 'dead', '/mine');
    await lease.take(async () => {}, silent);
    expect(await server.redis.get('dead')).toContain('"folder":"/mine"');
    expect(await lease.renew()).toBeNull();
    await lease.release();
    expect(await server.redis.exists('dead')).toBe(0);
  });

  it('is refused where a coordinator elsewhere speaks up, and taken where its time runs out', async () => {
    let beat = 0;
    await held('elsewhere', { ...elsewhere, pid: 7, beat });
    const told: string[] = [];
    const speaks = () => held('elsewhere', { ...elsewhere, pid: 7, beat: ++beat });
    const lease = new Lease(server.redis, 'elsewhere', '/mine');
    await expect(lease.take(speaks, (text) => told.push(text))).rejects.toThrow(/process 7 on other/);
    expect(told).toEqual(['waiting for a sign of process 7 on other, which coordinated this study']);
    const runsOut = () => server.redis.del('elsewhere');
    await held('elsewhere', { ...elsewhere, pid: 7 });
    await lease.take(runsOut, silent);
    expect(await lease.renew()).toBeNull();
  });

  it('of a version that writes other notes is not taken for free', async () => {
    await server.redis.set('strange', '{"token":"x"}');
    const lease = new Lease(server.redis, 'strange', '/mine');
    await expect(lease.take(async () => {}, silent)).rejects.toThrow(/another version of yuma-lab/);
  });

  it('tells who has it where it was lost, and does not take away what is another’s', async () => {
    const lease = new Lease(server.redis, 'lost', '/mine');
    await lease.take(async () => {}, silent);
    await held('lost', { ...elsewhere, pid: 8 });
    expect(await lease.renew()).toMatchObject({ host: 'other', pid: 8 });
    await lease.release();
    expect(await server.redis.exists('lost')).toBe(1);
  });
});

import { UserError } from '../base/userError.ts';

/** Where a Redis listens, as its address says it. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  /** Number of the database. */
  readonly db: number;
  readonly isEncrypted: boolean;
  /** For messages: without name and password. */
  readonly shown: string;
}

const usualPort = 6379;
const form = 'redis://[name:password@]host[:port][/database], or rediss:// with TLS';

/** Reads `redis://…` or `rediss://…`. Throws `UserError`, which never repeats a password. */
export function readAddress(text: string): RedisAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    throw new UserError(
      `the address of the queue must be ${form}; received ${withoutSecrets(text)} (redis://127.0.0.1 is this machine)`,
    );
  const path = url.pathname.replace(/^\//, '');
  if (!/^\d{0,5}$/.test(path) || url.search !== '' || url.hash !== '')
    throw new UserError(
      `the address of the queue may end with the number of a database and nothing else; received ${withoutSecrets(text)} (such as redis://127.0.0.1:6379/2)`,
    );
  const port = url.port === '' ? usualPort : Number(url.port);
  const db = Number(path);
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
    db,
    isEncrypted: url.protocol === 'rediss:',
    shown: `${url.protocol}//${url.hostname}:${port}${db === 0 ? '' : `/${db}`}`,
  };
}

/** What someone typed, for a message: without all that comes before an @. */
const withoutSecrets = (text: string): string => JSON.stringify(text.replace(/^(\w+:\/\/)?.*@/, '$1…@'));

import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../experiments/queue/address.ts';

describe('the address of a queue', () => {
  it('says host, port, database, name, password and TLS, and is shown without name and password', () => {
    expect(readAddress('rediss://lab:s%40cret@queue.example.org:6380/2')).toEqual({
      host: 'queue.example.org',
      port: 6380,
      username: 'lab',
      password: 's@cret',
      db: 2,
      isEncrypted: true,
      shown: 'rediss://queue.example.org:6380/2',
    });
    expect(readAddress('redis://127.0.0.1')).toMatchObject({ port: 6379, db: 0, isEncrypted: false });
    expect(readAddress('redis://[::1]:7000')).toMatchObject({ host: '::1', shown: 'redis://[::1]:7000' });
  });

  it.each([
    ['', /received ""/],
    ['127.0.0.1:6379', /redis:\/\/\[name:password@\]host/],
    ['http://localhost', /redis:\/\/127.0.0.1 is this machine/],
    ['redis://localhost/study', /number of a database/],
    ['redis://localhost?tls=1', /number of a database/],
    ['redis://:hunter2@', /redis:\/\//],
    ['http://lab:hunter2@host', /redis:\/\//],
    ['lab:hunter2@host', /redis:\/\//],
    ['redis://lab:hunter2@host/x', /number of a database/],
  ])('%s is refused, and a password in it is not repeated', (text, message) => {
    expect(() => readAddress(text)).toThrow(message);
    expect(() => readAddress(text)).not.toThrow(/hunter2/);
  });
});

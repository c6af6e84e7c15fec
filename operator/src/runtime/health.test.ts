import { afterEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../test/free-port.ts';
import { serveHealth, type Health, type HealthOptions } from './health.ts';

let health: Health | undefined;

afterEach(() => health?.close());

async function serve(
  options: Partial<HealthOptions> = {},
): Promise<(path: string, init?: RequestInit) => Promise<{ code: number; text: string }>> {
  health = await serveHealth({
    ports: { health: 0, metrics: 0 },
    ready: [],
    metrics: async () => 'a 1',
    ...options,
  });
  const { ports } = health;
  return async (path, init) => {
    const port = path.startsWith('/metrics') ? ports.metrics : ports.health;
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { code: answer.status, text: await answer.text() };
  };
}

describe('the health server', () => {
  test('answers ok while nothing is wrong', async () => {
    const get = await serve();
    expect(await get('/livez')).toEqual({ code: 200, text: 'ok\n' });
    expect(await get('/readyz?verbose')).toEqual({ code: 200, text: 'ok\n' });
    expect(await get('/metrics')).toEqual({ code: 200, text: 'a 1\n' });
  });

  test('says which check failed and why, and recovers', async () => {
    let why: string | undefined = 'no list yet';
    const ready = [
      { name: 'instances', trouble: () => undefined },
      { name: 'members', trouble: () => why },
    ];
    const get = await serve({ ready });
    expect(await get('/readyz')).toEqual({ code: 503, text: '[+]instances ok\n[-]members failed: no list yet\n' });
    expect((await get('/livez')).code).toBe(200);
    why = undefined;
    expect((await get('/readyz')).code).toBe(200);
  });

  test('survives a check and a scrape that throw, and tells no more than that', async () => {
    const ready = [
      {
        name: 'bug',
        trouble: () => {
          throw new Error('canary');
        },
      },
    ];
    const get = await serve({ ready, metrics: () => Promise.reject(new Error('canary')) });
    expect(await get('/readyz')).toEqual({ code: 503, text: '[-]bug failed: the check itself failed\n' });
    expect(await get('/metrics')).toEqual({ code: 500, text: 'this page could not be made\n' });
  });

  test('has nothing else', async () => {
    const get = await serve();
    for (const path of ['/', '/debug', '/constructor', '/livez/..', '//']) expect((await get(path)).code).toBe(404);
    expect((await get('/livez', { method: 'POST', body: 'x' })).code).toBe(405);
    expect(await get('/livez', { method: 'HEAD' })).toEqual({ code: 200, text: '' });
  });

  test('serves all on one port when told so, and rejects when a port is taken', async () => {
    const port = await freePort();
    const get = await serve({ ports: { health: port, metrics: port } });
    expect((await get('/metrics')).code).toBe(200);
    expect((await get('/livez')).code).toBe(200);
    const again = { ports: { health: 0, metrics: port }, live: [], ready: [], metrics: async () => '' };
    await expect(serveHealth(again)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

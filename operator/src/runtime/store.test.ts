import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quietLog } from '../../test/quiet-log.ts';
import type { KubeObject } from './kube-types.ts';
import { Store, type StoreChange } from './store.ts';

const byApp = {
  app: ({ metadata }: KubeObject) => (metadata.labels?.['app'] === undefined ? [] : [metadata.labels['app']]),
};

function object(name: string, version: number, extra: { uid?: string; app?: string } = {}): KubeObject {
  const { uid = `${name}-1`, app } = extra;
  return {
    metadata: {
      namespace: 'ns',
      name,
      uid,
      resourceVersion: String(version),
      ...(app === undefined ? {} : { labels: { app } }),
    },
  };
}

function setUp() {
  const log = quietLog();
  const store = new Store<KubeObject>({ log, indexers: byApp });
  const heard: string[] = [];
  const tell = (change: StoreChange<KubeObject>): void => {
    heard.push(`${change.kind} ${change.object.metadata.uid ?? ''}@${change.object.metadata.resourceVersion ?? ''}`);
  };
  return { log, store, heard, tell };
}

describe('a store', () => {
  test('tells what changed, once', () => {
    const { store, heard, tell } = setUp();
    store.subscribe(tell);
    store.set(object('a', 1));
    store.set(object('a', 1));
    store.set(object('a', 10));
    store.set(object('a', 9));
    store.remove(object('a', 10).metadata);
    store.remove(object('a', 10).metadata);
    expect(heard).toEqual(['added a-1@1', 'updated a-1@10', 'deleted a-1@10']);
  });

  test('takes another object of the same name for a deletion and a new one', () => {
    const { store, heard, tell } = setUp();
    store.set(object('a', 1));
    store.subscribe(tell);
    store.set(object('a', 5, { uid: 'a-2' }));
    expect(heard).toEqual(['added a-1@1', 'deleted a-1@1', 'added a-2@5']);
  });

  test('becomes equal to a list, even to an older one', () => {
    const { store, heard, tell } = setUp();
    for (const name of ['a', 'b', 'c']) store.set(object(name, 5));
    store.subscribe(tell);
    heard.length = 0;
    store.replace([object('a', 5), object('b', 3), object('d', 4), object('c', 6, { uid: 'c-2' })]);
    expect(heard).toEqual(['updated b-1@3', 'added d-1@4', 'deleted c-1@5', 'added c-2@6']);
    expect(store.list()).toHaveLength(4);
  });

  test('goes on when a handler throws, and the other handlers hear of it', () => {
    const { log, store, heard, tell } = setUp();
    store.subscribe(() => {
      throw new Error('bug');
    });
    store.subscribe(tell);
    store.set(object('a', 1));
    expect(heard).toEqual(['added a-1@1']);
    expect(log.lines).toMatchObject([{ level: 'error', fields: { key: 'ns/a' } }]);
  });

  test('refuses an index that it does not have', () => {
    expect(() => setUp().store.byIndex('nonsense', 'x')).toThrow('there is no index "nonsense"');
  });

  test('an index finds what a search of everything finds', () => {
    const apps = fc.option(fc.constantFrom('x', 'y'), { nil: undefined });
    const op = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      version: fc.nat(20),
      uid: fc.constantFrom('1', '2'),
      app: apps,
      what: fc.constantFrom('set', 'remove', 'replace'),
    });
    fc.assert(
      fc.property(fc.array(op, { maxLength: 30 }), (ops) => {
        const { store } = setUp();
        for (const { name, version, uid, app, what } of ops) {
          const made = object(name, version, { uid, ...(app === undefined ? {} : { app }) });
          if (what === 'set') store.set(made);
          else if (what === 'remove') store.remove(made.metadata);
          else store.replace([made]);
          for (const value of ['x', 'y']) {
            const searched = store.list().filter((each) => byApp.app(each).includes(value));
            expect(new Set(store.byIndex('app', value))).toEqual(new Set(searched));
          }
        }
      }),
    );
  });
});

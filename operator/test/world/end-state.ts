import type { FakeWorld } from './fake-world.ts';

type Part = Readonly<Record<string, unknown>>;

/** What stands everywhere, made comparable: names of chance, times, tokens and digests are replaced by words, Helm's old records are left out. */
export function endState(world: FakeWorld): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    Object.entries(world.dump()).map(([cluster, objects]) => [plain(cluster), comparable(objects as Part)]),
  );
}

function comparable(objects: Part): Part {
  const kept = Object.entries(objects).filter(([key]) => !key.includes('sh.helm.release'));
  return Object.fromEntries(
    kept.map(([key, object]) => [plain(key), JSON.parse(plain(JSON.stringify(withoutData(object as Part))))]),
  );
}

/** Of a Secret the names of its keys. */
function withoutData(object: Part): Part {
  if (object['kind'] !== 'Secret') return object;
  return { ...object, data: Object.keys(object['data'] ?? {}).sort() };
}

function plain(text: string): string {
  return text
    .replaceAll(/aaaaaa[a-z0-9]{2}/g, 'ID')
    .replaceAll(/00000000-0000-4000-8000-\d{12}/g, 'UID')
    .replaceAll(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, 'TIME')
    .replaceAll(/karmada-token-\d+/g, 'karmada-token')
    .replaceAll(/"slipway.dev\/token-generation":"\d+"/g, '"generation":"N"')
    .replaceAll(/(?:sha256[-:])?[0-9a-f]{40,64}/g, 'DIGEST')
    .replaceAll(/revision(": ?| )\d+/g, 'revision$10');
}

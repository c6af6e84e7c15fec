/**
 * The library that signs certificates. It is wired by tsyringe, which refuses to load without the metadata half of Reflect: nothing of
 * the library that is used here is injected, so answers of "no metadata" are enough. They have to be there before it is loaded.
 */
export const x509 = await load();

function load(): Promise<typeof import('@peculiar/x509')> {
  if (!('getMetadata' in Reflect))
    Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing });
  return import('@peculiar/x509');
}

function nothing(): undefined {
  return undefined;
}

// @peculiar/x509 is wired by tsyringe, which refuses to load without the metadata half of Reflect. Nothing here uses constructor
// injection, so answers of "no metadata" are enough and no polyfill package is needed.
if (!('getMetadata' in Reflect)) {
  Object.assign(Reflect, { getMetadata: nothing, getOwnMetadata: nothing, defineMetadata: nothing });
}

function nothing(): undefined {
  return undefined;
}

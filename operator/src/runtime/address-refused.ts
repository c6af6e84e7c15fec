/** Thrown by an address gate inside `lookup` or `dial`: its sentence reaches the KubeError as it stands. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

/** Namespaces that the operator serves, beside `default` one for each story that deletes its own. */
export const tenants: readonly string[] = ['default', 'team-a', 'team-b', 'team-gone'];

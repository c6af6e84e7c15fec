interface WithConditions {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[] | undefined;
}

/** Whether a condition of this type stands in a status and is True. */
export function isTrue(status: WithConditions | undefined, condition: string): boolean {
  return status?.conditions?.some(({ type, status: is }) => type === condition && is === 'True') === true;
}

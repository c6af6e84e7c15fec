/** Who can end this state: the author of the object, the administrator of the operator or the host, or time alone. */
export type Owner = 'user' | 'admin' | 'automatic';

/** What one reason means, in whole sentences that docs, command line and console share. */
export interface ReasonEntry<ConditionType extends string> {
  /** The conditions that give this reason. Ready, Reconciling and Stalled repeat the reasons of the others. */
  readonly explains: readonly ConditionType[];
  readonly cause: string;
  readonly owner: Owner;
  readonly remedy: string;
}

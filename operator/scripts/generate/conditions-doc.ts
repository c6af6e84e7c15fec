import { instanceConditionTypes, memberConditionTypes } from '../../src/api/condition-types.ts';
import { reasonsOfInstance, reasonsOfMember } from '../../src/api/conditions.ts';
import type { ReasonEntry } from '../../src/api/reasons/reason-entry.ts';
import { table } from './markdown.ts';

/** The table of all conditions and reasons, as Markdown. */
export function conditionsDoc(): string {
  return [
    '# Conditions and reasons',
    '',
    'Every condition has a reason from this list and a message that names the objects at hand. Both lists are closed: a program may rely on them.',
    '`Ready`, `Reconciling` and `Stalled` repeat the reason of the step that they speak of; a reason without a condition of its own may stand at any of them.',
    '',
    'Owner says who can end the state: the _user_ who wrote the object, the _admin_ of the operator and the host, or it ends _automatically_.',
    '',
    ...kindDoc('KarmadaInstance', instanceConditionTypes, reasonsOfInstance),
    ...kindDoc('MemberCluster', memberConditionTypes, reasonsOfMember),
  ].join('\n');
}

function kindDoc(
  kind: string,
  types: Readonly<Record<string, string>>,
  reasons: Readonly<Record<string, ReasonEntry<string>>>,
): readonly string[] {
  return [
    `## ${kind}`,
    '',
    ...table(
      ['condition', 'when it is True'],
      Object.entries(types).map(([type, meaning]) => [`\`${type}\``, meaning]),
    ),
    ...table(
      ['reason', 'condition', 'cause', 'owner', 'remedy'],
      Object.entries(reasons).map(([reason, { explains, cause, owner, remedy }]) => [
        `\`${reason}\``,
        explains.length === 0 ? 'any' : explains.map((type) => `\`${type}\``).join(', '),
        cause,
        owner,
        remedy,
      ]),
    ),
  ];
}

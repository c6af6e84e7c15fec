import { stringify } from 'yaml';
import { group } from '../../src/api/group.ts';
import { apiDoc } from './api-doc.ts';
import { conditionsDoc } from './conditions-doc.ts';
import { toCrd } from './crd.ts';
import { kinds } from './kinds.ts';

/** A generated file: its path from the root of the repository, and what belongs in it. */
export interface Output {
  readonly path: string;
  readonly text: string;
}

const yamlNotice = '# Made from operator/src/api by operator/scripts/generate.ts. Do not edit.\n';
const markdownNotice = '<!-- Made from operator/src/api by operator/scripts/generate.ts. Do not edit. -->\n\n';

// kubectl and Helm read YAML 1.1, where a bare Off is a boolean; this form quotes it.
const yamlForm = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** Every file that is made from the zod schemas. The chart carries its own copy of the CRDs, because a chart cannot read outside its folder. */
export function outputs(): readonly Output[] {
  const crds = kinds.flatMap((kind) => {
    const text = yamlNotice + stringify(toCrd(kind), yamlForm);
    return ['config/crd', 'charts/slipway/files/crds'].map((folder) => ({
      path: `${folder}/${group}_${kind.plural}.yaml`,
      text,
    }));
  });
  const kustomization = yamlNotice + stringify({ resources: kinds.map(({ plural }) => `${group}_${plural}.yaml`) });
  return [
    ...crds,
    { path: 'config/crd/kustomization.yaml', text: kustomization },
    { path: 'docs/api.md', text: markdownNotice + apiDoc(kinds) },
    { path: 'docs/conditions.md', text: markdownNotice + conditionsDoc() },
  ];
}

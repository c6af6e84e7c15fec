import type { z } from 'zod';
import { category, group, version } from '../../src/api/group.ts';
import { type Structural, toStructural } from './structural.ts';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'date';
  readonly jsonPath: string;
  readonly description: string;
  /** 1: only with `-o wide`. */
  readonly priority?: 1;
}

export interface Kind {
  readonly schema: z.ZodType;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortName: string;
  readonly columns: readonly Column[];
  readonly selectableFields: readonly string[];
}

export interface CustomResourceDefinition {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: object;
}

const boilerplate: Readonly<Record<string, Structural>> = {
  apiVersion: { type: 'string', description: 'Version of the schema that this object follows.' },
  kind: { type: 'string', description: 'Kind of this object.' },
  metadata: { type: 'object' },
};

export function toCrd(kind: Kind): CustomResourceDefinition {
  const { plural, singular, shortName, columns, selectableFields } = kind;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural,
        singular,
        shortNames: [shortName],
        categories: [category],
      },
      scope: 'Namespaced',
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: rootSchema(kind) },
          subresources: { status: {} },
          selectableFields: selectableFields.map((jsonPath) => ({ jsonPath })),
          additionalPrinterColumns: columns,
        },
      ],
    },
  };
}

/** The schema of the whole object: what people write in `spec` and the operator in `status`, under the server's own three fields. */
export function rootSchema({ schema, kind }: Kind): Structural {
  const { properties = {}, ...root } = toStructural(schema, { without: Object.keys(boilerplate) });
  const { spec, status } = properties;
  if (spec === undefined || status === undefined) throw new Error(`${kind} has no spec or no status`);
  return {
    ...root,
    required: ['spec'],
    properties: { ...boilerplate, spec, status: { ...status, default: { observedGeneration: -1 } } },
  };
}

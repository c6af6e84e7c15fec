import { resources } from '../../../api/resources.ts';
import type { CrdBundle } from './crd-bundle.ts';
import { type Manifest, type PlaneObject, planeObject } from './manifest.ts';
import { webhookClient, type WebhookAddress } from './webhook-address.ts';

/** Their v1alpha1 is still served: the webhook converts it. */
const converted: ReadonlySet<string> = new Set([
  'resourcebindings.work.karmada.io',
  'clusterresourcebindings.work.karmada.io',
]);

export function definitions(input: WebhookAddress & { readonly crds: CrdBundle }): readonly PlaneObject[] {
  return input.crds.definitions.map((definition) =>
    planeObject(
      resources.customResourceDefinitions,
      converted.has(definition.metadata.name) ? withConversion(definition, input) : definition,
    ),
  );
}

function withConversion(definition: Manifest, address: WebhookAddress): Manifest {
  return { ...definition, spec: { ...record(definition['spec']), conversion: conversion(address) } };
}

/** The part of two definitions that differs from plane to plane. */
export function conversion(address: WebhookAddress) {
  return {
    strategy: 'Webhook',
    webhook: { clientConfig: webhookClient(address, 'convert'), conversionReviewVersions: ['v1'] },
  };
}

function record(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

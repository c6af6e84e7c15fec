import { resources } from '../../../api/resources.ts';
import { type PlaneObject, planeObject } from './manifest.ts';
import { mutatingHooks, validatingHooks, type Hook } from './webhook-table.ts';
import { webhookClient, type WebhookAddress } from './webhook-address.ts';

/** Karmada's admission webhooks under the names that its own installers give them. */
export function webhookConfigurations(address: WebhookAddress): readonly PlaneObject[] {
  return [
    planeObject(resources.mutatingWebhookConfigurations, {
      metadata: { name: 'mutating-config' },
      webhooks: mutatingHooks.map((hook) => webhook(hook, address)),
    }),
    planeObject(resources.validatingWebhookConfigurations, {
      metadata: { name: 'validating-config' },
      webhooks: [...validatingHooks.map((hook) => webhook(hook, address)), deletionProtection(address)],
    }),
  ];
}

function webhook(
  { name, path, group, resource, scope, operations, seconds, sideEffects }: Hook,
  address: WebhookAddress,
) {
  return {
    name: `${name}.karmada.io`,
    rules: [{ operations, apiGroups: [group], apiVersions: ['*'], resources: [resource], scope }],
    clientConfig: webhookClient(address, path),
    failurePolicy: 'Fail',
    sideEffects: sideEffects ?? 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: seconds ?? 3,
  };
}

/** The one hook on foreign kinds: only what its owner has labelled reaches it. */
function deletionProtection(address: WebhookAddress) {
  return {
    name: 'resourcedeletionprotection.karmada.io',
    rules: [{ operations: ['DELETE'], apiGroups: ['*'], apiVersions: ['*'], resources: ['*'], scope: '*' }],
    clientConfig: webhookClient(address, 'validate-resourcedeletionprotection'),
    objectSelector: {
      matchExpressions: [{ key: 'resourcetemplate.karmada.io/deletion-protected', operator: 'Exists' }],
    },
    failurePolicy: 'Fail',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    timeoutSeconds: 3,
  };
}

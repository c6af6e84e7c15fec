import { act, blocked, met, wait } from '../../../steps/verdict.ts';
import type { InstanceStep } from '../instance-step.ts';
import { kubeconfigDigest } from '../kubeconfig-digest.ts';

export const kubeconfigPublished: InstanceStep = {
  condition: 'KubeconfigPublished',
  judge(observed) {
    const { kubeconfig, instance } = observed;
    const name = `${instance.metadata.name}-kubeconfig`;
    const wanted = kubeconfigDigest(observed);
    if (wanted === undefined)
      return wait('Pending', 'waits for the administrator’s certificate and the address', 2_000);
    switch (kubeconfig.kind) {
      case 'unreadable':
        return wait(
          'SecretUnreadable',
          `Secret "${name}" cannot be read: ${kubeconfig.why}; the administrator lists this namespace in watchNamespaces`,
          15_000,
        );
      case 'absent':
        return act('PublishingKubeconfig', `publishing Secret "${name}"`, {
          kind: 'publishKubeconfig',
          digest: wanted,
        });
      case 'present':
        if (!kubeconfig.value.own)
          return blocked('SecretNameTaken', `Secret "${name}" exists and is not the operator's; delete or rename it`);
        return kubeconfig.value.digest === wanted
          ? met('Published', `Secret "${name}" holds the kubeconfig`)
          : act('PublishingKubeconfig', `bringing Secret "${name}" up to date`, {
              kind: 'publishKubeconfig',
              digest: wanted,
            });
    }
  },
};

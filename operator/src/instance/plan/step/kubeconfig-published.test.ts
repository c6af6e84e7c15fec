import { absent, anInstance, observed, present, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { kubeconfigPublished } from './kubeconfig-published.ts';
import { kubeconfigDigest } from '../kubeconfig-digest.ts';

const wanted = kubeconfigDigest(observed());

verdictTable(kubeconfigPublished, [
  ['published', observed({ kubeconfig: present({ own: true, digest: wanted ?? '' }) }), ['met', 'Published']],
  ['absent', observed({ kubeconfig: absent }), ['act', 'PublishingKubeconfig', 'publishKubeconfig']],
  ['out of date', observed(), ['act', 'PublishingKubeconfig', 'publishKubeconfig']],
  ['somebody else’s', observed({ kubeconfig: present({ own: false, digest: '' }) }), ['blocked', 'SecretNameTaken']],
  ['unreadable', observed({ kubeconfig: unreadable }), ['wait', 'SecretUnreadable']],
  ['no certificate yet', observed({ keys: absent }), ['wait', 'Pending']],
  [
    'no address yet',
    observed({ instance: anInstance({ spec: { exposure: { type: 'NodePort' } } }) }),
    ['wait', 'Pending'],
  ],
]);

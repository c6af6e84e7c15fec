import { anInstance, aPlane, observed, unreadable } from '../../../../test/observed.ts';
import { verdictTable } from '../../../../test/verdict-table.ts';
import { endpointReachable } from './endpoint-reachable.ts';

const exposed = anInstance({ spec: { exposure: { type: 'NodePort' } } });

verdictTable(endpointReachable, [
  ['internal', observed(), ['met', 'EndpointAnswers']],
  ['not asked', observed({ plane: { kind: 'notAsked' } }), ['wait', 'Pending']],
  ['silent', observed({ plane: { kind: 'unreachable', why: 'x' } }), ['wait', 'PlaneUnreachable']],
  [
    'Clusters cannot be listed',
    observed({ plane: { kind: 'answered', value: { ...aPlane, clusters: unreadable } } }),
    ['wait', 'PlaneUnreachable'],
  ],
  [
    'nodes cannot be read',
    observed({ instance: exposed, endpoints: { internal: 'https://a', unreadable: 'timeout', externalNames: [] } }),
    ['wait', 'HostUnreachable'],
  ],
  ['node port without address', observed({ instance: exposed }), ['wait', 'EndpointPending']],
  [
    'node port with address',
    observed({
      instance: exposed,
      endpoints: { internal: 'https://a', external: 'https://10.0.0.1:31443', externalNames: ['10.0.0.1'] },
    }),
    ['met', 'EndpointAnswers'],
  ],
]);

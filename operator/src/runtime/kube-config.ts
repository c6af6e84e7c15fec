// A file of its own, imported on demand: a Pod never needs the 80 MB that this costs, and by name only these parts are bundled.
export { KubeConfig } from '@kubernetes/client-node';

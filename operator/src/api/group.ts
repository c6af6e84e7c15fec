/** The API group of Slipway's kinds; every label, annotation and finalizer of ours lives under it. */
export const group = 'slipway.dev';
export const version = 'v1alpha1';
export const apiVersion = `${group}/${version}` as const;
export const category = 'slipway';

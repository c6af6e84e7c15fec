import { z } from 'zod';

const text = z.string();

/** What the operator reads of an object's metadata. The server keeps and checks it; the CRD says only that it is there. */
export const Metadata = z.object({
  name: text,
  namespace: text,
  uid: text.exactOptional(),
  resourceVersion: text.exactOptional(),
  generation: z.int().exactOptional(),
  creationTimestamp: text.exactOptional(),
  deletionTimestamp: text.exactOptional(),
  labels: z.record(text, text).exactOptional(),
  annotations: z.record(text, text).exactOptional(),
  finalizers: z.array(text).exactOptional(),
});

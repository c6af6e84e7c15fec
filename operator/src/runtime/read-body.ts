import { failureOf } from './failure-of.ts';
import { KubeError } from './kube-error.ts';
import type { RawAnswer } from './transport.ts';

/** The body as text; rejects with KubeError `TooLarge` once it passes `limit` bytes, without keeping the rest. */
export async function readBody(answer: RawAnswer, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body) {
      size += chunk.byteLength;
      if (size > limit)
        throw new KubeError({ code: 0, reason: 'TooLarge', message: `the answer is larger than ${limit} bytes` });
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOf(error);
  }
  return Buffer.concat(chunks, size).toString('utf8');
}

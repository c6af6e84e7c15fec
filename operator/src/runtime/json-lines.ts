import { KubeError } from './kube-error.ts';

const newline = 0x0a;

/** The complete lines of a byte stream. An unfinished last line is dropped; a line of more than `longest` bytes rejects with KubeError `TooLarge`. */
export async function* jsonLines(body: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<string, void> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const line = [...parts, chunk.subarray(start, end)];
      if (size + end - start > longest) throw tooLong(longest);
      parts = [];
      size = 0;
      start = end + 1;
      yield Buffer.concat(line).toString('utf8');
    }
    if (start === chunk.byteLength) continue;
    parts.push(chunk.subarray(start));
    size += chunk.byteLength - start;
    if (size > longest) throw tooLong(longest);
  }
}

function tooLong(longest: number): KubeError {
  return new KubeError({ code: 0, reason: 'TooLarge', message: `an event is larger than ${longest} bytes` });
}

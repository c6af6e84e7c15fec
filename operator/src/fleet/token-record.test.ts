import { expect, test } from '@jest/globals';
import { readToken, tokenAnnotations } from './token-record.ts';

const whole = {
  boundSecretUID: 'bound-1',
  issuedAt: '2026-01-01T00:00:00.000Z',
  expiresAt: '2026-01-31T00:00:00Z',
  generation: '2',
  authority: 'a',
  formerUntil: '2026-01-11T00:00:00Z',
};

function read(changes: Readonly<Record<string, string>> = {}) {
  const texts = Object.entries({ ...whole, ...changes });
  const annotations = Object.fromEntries(
    texts.map(([key, text]) => [tokenAnnotations[key as keyof typeof whole], text]),
  );
  return readToken({ metadata: { name: 'eu-1', annotations } });
}

test('a whole record', () => expect(read()).toEqual({ ...whole, owner: '', generation: 2 }));

test.each([
  { issuedAt: '' },
  { issuedAt: 'garbage' },
  { issuedAt: `3000 (${'x'.repeat(1000)})` },
  { issuedAt: '+012026-12-25T19:46:42Z' },
  { expiresAt: '2026-13-01T00:00:00Z' },
  { formerUntil: '-200000-01-01T00:00:00Z' },
  { generation: 'abc' },
  { generation: '-1' },
])('%j tells nothing', (changes) =>
  expect(read(changes)).toEqual({
    owner: '',
    boundSecretUID: '',
    expiresAt: '',
    issuedAt: '',
    generation: 0,
    authority: '',
  }),
);

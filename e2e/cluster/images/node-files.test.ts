import { expect, test } from '@jest/globals';
import { librariesListed } from './node-files.ts';

test('libraries are read from what ldd prints, loader included, kernel object left out', () => {
  const printed = `
	linux-vdso.so.1 (0x00007f2eb65f9000)
	libdl.so.2 => /lib/x86_64-linux-gnu/libdl.so.2 (0x00007f2eb65e3000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f2eb65fb000)`;
  expect(librariesListed(printed)).toEqual(['/lib/x86_64-linux-gnu/libdl.so.2', '/lib64/ld-linux-x86-64.so.2']);
});

import { execa, ExecaError } from 'execa';
import { Failure } from '../failure.ts';

/** Where Debian keeps the programs that only root calls. */
export const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a program of the system to its end and returns what it printed. Throws a Failure with its own words. */
export async function run(file: string, args: readonly string[]): Promise<string> {
  try {
    const done = await execa(file, [...args], { env: { PATH: searchPath, LC_ALL: 'C' }, stdin: 'ignore' });
    return done.stdout;
  } catch (error) {
    const words = error instanceof ExecaError ? `${String(error.stderr)} ${error.code ?? ''}`.trim() : String(error);
    const next = 'run the same command again; if that fails too, remove the cluster first';
    throw new Failure(`${file} ${args.join(' ')}: ${words}`, { next, cause: error });
  }
}

/** Whether the program ends well. */
export async function succeeds(file: string, args: readonly string[]): Promise<boolean> {
  const done = await execa(file, [...args], { env: { PATH: searchPath, LC_ALL: 'C' }, stdin: 'ignore', reject: false });
  return !done.failed;
}

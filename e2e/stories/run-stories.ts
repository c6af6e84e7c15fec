import { explainAll } from './kit/explain-all.ts';
import type { Stage, Story } from './kit/stage.ts';
import type { Told } from './results.ts';

interface Hooks {
  readonly stage: Stage;
  /** Called after every story, with all that were told so far. */
  readonly told: (stories: readonly Told[]) => Promise<void>;
  /** Called after a story that failed, before the next one: keeps what explains it and clears the stage. */
  readonly afterFailure: (story: Story) => Promise<void>;
}

/** Plays the stories one after another. A story that fails does not keep the next from its turn. */
export async function runStories(stories: readonly Story[], hooks: Hooks): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const story of stories) {
    told.push(await tell(story, hooks));
    await hooks.told(told);
  }
  return told;
}

async function tell(story: Story, { stage, afterFailure }: Hooks): Promise<Told> {
  const { title } = story;
  const since = performance.now();
  print(`---- ${title}`);
  const elapsed = () => `${((performance.now() - since) / 1000).toFixed(1)}s`;
  const timed: Stage = { ...stage, note: (text) => stage.note(`${text} (${elapsed()})`) };
  const why = await story.run(timed).then(
    () => undefined,
    (error: unknown) => explainAll(error),
  );
  print(`${why === undefined ? 'ok  ' : 'FAIL'} ${title} (${elapsed()})`);
  const seconds = (performance.now() - since) / 1000;
  if (why === undefined) return { title, passed: true, seconds };
  print(why);
  await afterFailure(story).catch((error: unknown) => print(`     after the failure:\n${explainAll(error)}`));
  return { title, passed: false, seconds, why };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

import type { LossDescriptor, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import { EngineLost } from '../engine/remote/recovery.ts';
import type { Chosen, Examples } from '../run/examples.ts';
import type { Session } from '../run/session.ts';
import { choosePicture } from './choose-picture.ts';
import type { Drawn, Picture } from './picture.ts';

/** Keeps the picture of a run: none of a run that was replaced. */
export class PictureKeeper {
  drawn: Drawn | null = null;
  #picture: Picture | null = null;
  #run: WorkerRun | null = null;

  /** Describes the picture. */
  title = '';

  /** The picture of a run; the previous one stays until it is drawn. */
  async take(
    run: WorkerRun,
    task: TaskDescriptor,
    loss: LossDescriptor,
    examples: Examples,
    choosable = true,
    session: Session | null = null,
  ): Promise<void> {
    this.#run = run;
    this.#picture = null;
    const picture = await choosePicture({ run, info: run.info, task, loss, examples, choosable, session });
    if (run !== this.#run) return;
    this.#picture = picture;
    this.title = picture.title;
  }

  exampleAt(index: number): Chosen | null {
    return this.#picture?.exampleAt?.(index) ?? null;
  }

  /** Draws the step at which a run rests; the result shows it. Null if the run was replaced. */
  async look(run: WorkerRun | null): Promise<(() => void) | null> {
    const picture = this.#picture;
    if (!picture || run !== this.#run) return null;
    try {
      const drawn = await picture.draw();
      if (picture !== this.#picture) return null;
      return () => {
        this.drawn = drawn;
      };
    } catch (error) {
      // A run that was replaced before its picture arrived is not an error, and the session reports a lost engine.
      if (picture === this.#picture && !(error instanceof EngineLost)) throw error;
      return null;
    }
  }
}

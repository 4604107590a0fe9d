import type { LossDescriptor, TaskDescriptor, WorkerRun } from 'loss-playground/engine';
import { EngineLost } from '../engine/remote/recovery.ts';
import type { Chosen, Examples } from '../run/examples.ts';
import { choosePicture } from './choose-picture.ts';
import type { Drawn, Picture } from './picture.ts';

/** Keeps the picture of a run in step with it: one drawing at a time, none of a run that was replaced. */
export class PictureKeeper {
  drawn: Drawn | null = null;
  #picture: Picture | null = null;
  #run: WorkerRun | null = null;
  #drawing = false;
  #behind = false;

  /** Says what the picture shows. */
  title = '';

  /** The picture that suits a run; what was drawn of the last one stands until it is drawn. */
  async take(
    run: WorkerRun,
    task: TaskDescriptor,
    loss: LossDescriptor,
    examples: Examples,
    choosable = true,
  ): Promise<void> {
    this.#run = run;
    this.#picture = null;
    const picture = await choosePicture(run, task, loss, examples, choosable);
    if (run !== this.#run) return;
    this.#picture = picture;
    this.title = picture.title;
  }

  exampleAt(index: number): Chosen | null {
    return this.#picture?.exampleAt?.(index) ?? null;
  }

  /** Whether the run has gone on since what was drawn last was asked for. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Draws the run's present moment, if it is still the one that is kept; true if there is a new picture. */
  async draw(run: WorkerRun | null): Promise<boolean> {
    const picture = this.#picture;
    if (!picture || run !== this.#run) return false;
    this.#behind = this.#drawing;
    if (this.#drawing) return false;
    this.#drawing = true;
    try {
      const drawn = await picture.draw();
      if (picture !== this.#picture) return false;
      this.drawn = drawn;
      return true;
    } catch (error) {
      // A run that was replaced while its picture was on the way is no failure, and the session reports a lost engine.
      if (picture === this.#picture && !(error instanceof EngineLost)) throw error;
      return false;
    } finally {
      this.#drawing = false;
    }
  }
}

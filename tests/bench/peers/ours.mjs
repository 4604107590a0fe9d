// Our engine: in Node on the main thread, in a browser in its worker, as pages run it.

/** A peer trains `steps` steps from the workload's initial weights; `record` gets the loss of each, where given. */
export async function load(workload) {
  const page = typeof document !== 'undefined';
  const address = page ? '/engine.js' : '../../../dist/engine.js';
  const { createEngine, createWorkerEngine } = await import(address);
  const engine = await (page ? createWorkerEngine() : createEngine());
  const run = await engine.createRun(workload.experiment);
  return {
    async train(steps, record) {
      await run.reset();
      const { batchLoss } = await run.advance(steps);
      if (record) (await run.history).batchLoss.forEach(record);
      return batchLoss;
    },
  };
}

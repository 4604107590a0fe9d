// Our engine: in Node on the main thread, in a browser in its worker, as pages run it.

/**
 * A peer trains `steps` steps from the workload's initial weights and reads the loss every 50 steps; `record` gets the
 * loss of each, where given.
 */
export async function load(workload) {
  const page = typeof document !== 'undefined';
  const address = page ? '/engine.js' : '../../../dist/engine.js';
  const { createEngine, createWorkerEngine } = await import(address);
  const engine = await (page ? createWorkerEngine() : createEngine());
  const run = await engine.createRun(workload.experiment);
  // The worker sends the losses of all steps at once.
  const piece = page ? Number.POSITIVE_INFINITY : 50;
  return {
    async train(steps, record) {
      await run.reset();
      let loss = 0;
      for (let taken = 0; taken < steps; taken += piece) {
        const asked = Math.min(piece, steps - taken);
        loss = (await run.advance(asked, { evaluate: false })).batchLoss;
      }
      if (record || page) {
        const { batchLoss } = await run.history;
        if (record) batchLoss.forEach(record);
      }
      return loss;
    },
  };
}

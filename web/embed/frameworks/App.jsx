import { useState } from 'react';
import 'loss-playground';

/** The page's own control sets the learning rate; the metrics of the run arrive as events. */
export default function App() {
  const [lr, setLr] = useState(0.03);
  const [cost, setCost] = useState(null);
  const experiment = { version: 1, task: { id: 'circle' }, optimizer: { id: 'adam', params: { lr } } };
  return (
    <main>
      <h1>React</h1>
      <label>
        Learning rate{' '}
        <input type="number" step="0.01" value={lr} onChange={(event) => setLr(Number(event.target.value))} />
      </label>
      <loss-playground
        experiment={experiment}
        controls
        autoplay="visible"
        onstep={({ detail }) => setCost(detail.cost)}
      >
        This training run needs JavaScript.
      </loss-playground>
      <p>
        Cost J: <output>{cost?.toFixed(3)}</output>
      </p>
    </main>
  );
}

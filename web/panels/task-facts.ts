import { html, type TemplateResult } from 'lit';
import type { RunInfo, TaskDescriptor } from 'loss-playground/engine';
import { whole } from '../charts/format.ts';

/** Beside the sentence, in small print: what the data and the model are. */
export const aside = (task: TaskDescriptor, info: RunInfo): TemplateResult => html`<dl class="aside">
  <dt>Data</dt>
  <dd>${task.summary} ${whole(info.trainRows)} to learn from, ${whole(info.testRows)} unseen.</dd>
  <dt>Model</dt>
  <dd>${whole(info.parameterCount)} numbers to learn</dd>
</dl>`;

import { html, type TemplateResult } from 'lit';
import type { ParameterDescriptor, ParameterValue } from 'loss-playground/engine';
import { menu, numberField } from './controls.ts';

/** A labelled control for any parameter, made from its descriptor. */
export function parameterControl(
  path: string,
  descriptor: ParameterDescriptor,
  value: ParameterValue | undefined,
  change: (value: ParameterValue | string) => void,
  bad: boolean,
): TemplateResult {
  const label = html`<span class="parameter-name">${descriptor.id}</span>`;
  const body = () => {
    switch (descriptor.type) {
      case 'boolean':
        return html`<input type="checkbox" aria-label=${path} aria-description=${descriptor.doc} .checked=${value === true} @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} />`;
      case 'choice':
        return menu(
          path,
          String(value),
          (descriptor.choices ?? []).map((choice) => ({ value: choice, words: choice })),
          change,
          String(value),
          descriptor.doc,
        );
      case 'number':
      case 'integer':
        return numberField(path, Number(value), descriptor, change, bad);
      default: {
        const read = (event: Event) => {
          const parts = (event.target as HTMLInputElement).value.split(/[\s,→]+/).filter(Boolean);
          change(parts.map((part) => (Number.isFinite(Number(part)) ? Number(part) : part)) as number[]);
        };
        const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
        return html`<span class="term" ?data-bad=${bad}><input type="text" aria-label=${path} aria-description=${descriptor.doc} aria-invalid=${bad} size=${Math.max(4, text.length)} data-value=${text} .value=${text} @change=${read} /></span>`;
      }
    }
  };
  return html`<label class="parameter">${label} ${body()}<span class="doc" aria-hidden="true">${descriptor.doc}</span></label>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { ParameterDescriptor, ParameterValue } from 'loss-playground/engine';
import { describedBy, fieldMessage, menu, numberField } from './controls.ts';

/**
 * A labeled control for any parameter, made from its descriptor. `label` is the parameter in words, `name` the
 * accessible name of the control; `wrong` says why the entered value is invalid.
 */
export function parameterControl(
  { label: words, name }: { label: string; name: string },
  descriptor: ParameterDescriptor,
  value: ParameterValue | undefined,
  change: (value: ParameterValue | string) => void,
  wrong: string | null,
): TemplateResult {
  const label = html`<span class="parameter-name">${words}</span>`;
  const body = () => {
    switch (descriptor.type) {
      case 'boolean':
        return html`<input type="checkbox" aria-label=${name} aria-description=${descriptor.doc} .checked=${value === true} @change=${(event: Event) => change((event.target as HTMLInputElement).checked)} />`;
      case 'choice':
        return menu(
          name,
          String(value),
          (descriptor.choices ?? []).map((choice) => ({ value: choice, words: choice })),
          change,
          String(value),
          descriptor.doc,
        );
      case 'number':
      case 'integer':
        return numberField(name, Number(value), descriptor, change, wrong);
      default: {
        const read = (event: Event) => {
          const parts = (event.target as HTMLInputElement).value.split(/[\s,→]+/).filter(Boolean);
          change(parts.map((part) => (Number.isFinite(Number(part)) ? Number(part) : part)) as number[]);
        };
        const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
        return html`<span class="term" ?data-bad=${wrong !== null}><input type="text" aria-label=${name} aria-description=${descriptor.doc} aria-describedby=${describedBy(name, wrong)}
          aria-invalid=${wrong !== null} placeholder=${text ? nothing : 'none'} size=${Math.max(4, text.length)} data-value=${text} .value=${text} @change=${read} />${fieldMessage(name, wrong)}</span>`;
      }
    }
  };
  return html`<label class="parameter">${label} ${body()}<span class="doc" aria-hidden="true">${descriptor.doc}</span></label>`;
}

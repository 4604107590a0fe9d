// Each lab says in one line what it shows and what to do first.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { LabDefinition } from '../../../web/labs/definition.ts';

const folder = new URL('../../../web/labs/', import.meta.url);
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

for (const name of names)
  test(`about: ${name} has at most 150 characters and ends as a sentence`, async () => {
    const { default: lab } = (await import(new URL(`${name}/lab.ts`, folder).href)) as {
      default: LabDefinition;
    };
    assert.ok(lab.about.length <= 150, `${lab.about.length} characters: ${lab.about}`);
    assert.match(lab.about, /\.$/);
  });

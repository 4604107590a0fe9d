import { csv, json } from '../../../web/exports/file-formats.ts';
import { cases } from '../support/cases.ts';

interface Case {
  name: string;
  rows: (string | number)[][];
  expected: string;
}

cases<Case>(
  'csv',
  [
    { name: 'nothing', rows: [], expected: '' },
    {
      name: 'numbers keep their digits',
      rows: [[0.1, 1e-7, 123456789.125]],
      expected: '0.1,1e-7,123456789.125\r\n',
    },
    { name: 'what is no number is empty', rows: [[1, Number.NaN, 3]], expected: '1,,3\r\n' },
    {
      name: 'what has no end stays, as it is a value',
      rows: [[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
      expected: 'Infinity,-Infinity\r\n',
    },
    { name: 'a comma', rows: [['a,b', 'c']], expected: '"a,b",c\r\n' },
    { name: 'quotes', rows: [['say "no"']], expected: '"say ""no"""\r\n' },
    { name: 'a line break', rows: [['a\nb', 'c\rd']], expected: '"a\nb","c\rd"\r\n' },
    { name: 'a word that looks like no number', rows: [['NaN']], expected: 'NaN\r\n' },
    {
      name: 'rows',
      rows: [
        ['step', 'cost'],
        [1, 0.5],
      ],
      expected: 'step,cost\r\n1,0.5\r\n',
    },
  ],
  ({ rows }) => csv(rows).text(),
);

cases<{ name: string; value: unknown; expected: string }>(
  'json',
  [
    {
      name: 'indented, with a line break at its end',
      value: { a: [1] },
      expected: '{\n  "a": [\n    1\n  ]\n}\n',
    },
  ],
  ({ value }) => json(value).text(),
);

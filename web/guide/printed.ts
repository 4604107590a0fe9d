// A number printed as another one is: "$67,954", "96.7%", "−0.999" and "524" say how many digits, which unit.

const pattern = /^(\D*?)([−-]?)(\$?)([\d,]+)(?:\.(\d+))?(%?)(.*)$/su;

/** How a number is printed. */
interface Style {
  before: string;
  unit: string;
  decimals: number;
  percent: string;
  after: string;
}

function styleOf(printed: string): Style {
  const found = pattern.exec(printed);
  if (!found) throw new Error(`“${printed}” is not a number`);
  const [, before = '', , unit = '', , decimals = '', percent = '', after = ''] = found;
  return { before, unit, decimals: decimals.length, percent, after };
}

/** A value printed as the given text is. */
export function printedLike(printed: string, value: number): string {
  const { before, unit, decimals, percent, after } = styleOf(printed);
  const scaled = percent ? value * 100 : value;
  const digits = Math.abs(scaled).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const sign = scaled < 0 && /[1-9]/.test(digits) ? '−' : '';
  return `${before}${sign}${unit}${digits}${percent}${after}`;
}

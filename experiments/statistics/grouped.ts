/**
 * A number with thousands separated and so many decimals, to the letters of `toLocaleString('en', …)`, half away from zero in its shortest
 * decimals. In a page the first call of that loads the tables of a language, which held up the first dot by a fiftieth of a second.
 */
export function grouped(value: number, least: number, most: number): string {
  const size = Math.abs(value);
  // A float holds any fifteen digits; more are left to the language, as are sizes that are no numbers.
  if (!(size * 10 ** most < 1e15))
    return value.toLocaleString('en', { minimumFractionDigits: least, maximumFractionDigits: most });
  const [front, behind] = digitsOf(size);
  const units = Number(front + behind.padEnd(most, '0').slice(0, most)) + (behind[most] >= '5' ? 1 : 0);
  const [whole, decimals = ''] = Number(`${units}e-${most}`).toFixed(most).split('.');
  const kept = decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '');
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${kept === '' ? '' : `.${kept}`}`;
}

/** Digits before and behind the point, as few as tell the number apart. */
function digitsOf(size: number): [front: string, behind: string] {
  const [digits, power = '0'] = String(size).split('e');
  const [front, behind = ''] = digits.split('.');
  return power === '0' ? [front, behind] : ['0', '0'.repeat(-1 - Number(power)) + front + behind];
}

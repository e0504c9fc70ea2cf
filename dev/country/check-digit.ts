// Row: the digit carried; column: the next one. A quasigroup of order 10 that is totally anti-symmetric.
const TABLE = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/**
 * The check digit of a row of digits: finds every single mistyped digit and every swap of two neighbours.
 * @see H. Michael Damm, Total anti-symmetrische Quasigruppen (Marburg 2004)
 */
export function checkDigit(digits: string): string {
  let carried = '0'
  for (const digit of digits) carried = TABLE[Number(carried)]![Number(digit)]!
  return carried
}

/** Whether the last digit is the check digit of those before it. */
export function isChecked(digits: string): boolean {
  return checkDigit(digits) === '0'
}

/** A decimal number: `digits × 10^-scale`. */
interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

/** Beyond this many places a double's digits are noise and the sum is left to the machine. */
const MOST_PLACES = 60

/** The decimal a number is written as: 0.1 is one tenth, not the double beside it. */
function decimalOf(value: number): Decimal | undefined {
  const [, sign = '', whole = '', part = '', power = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? []
  if (whole === '') return undefined
  const scale = part.length - Number(power)
  if (Math.abs(scale) > MOST_PLACES) return undefined
  const digits = BigInt(sign + whole + part)
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale }
}

function numberOf({ digits, scale }: Decimal): number {
  return Number(`${digits}e${-scale}`)
}

/** FEEL's numbers are decimals, so 0.1 + 0.2 is 0.3. */
export function plus(a: number, b: number): number {
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return a + b
  const [left, right] = [decimalOf(a), decimalOf(b)]
  if (!left || !right) return a + b
  const scale = Math.max(left.scale, right.scale)
  return numberOf({ digits: scaled(left, scale) + scaled(right, scale), scale })
}

/** 1.1 × 1.1 is 1.21, and there is one nought only. */
export function times(a: number, b: number): number {
  if (Number.isSafeInteger(a * b) && Number.isInteger(a) && Number.isInteger(b)) return a * b + 0
  const [left, right] = [decimalOf(a), decimalOf(b)]
  return left && right ? numberOf({ digits: left.digits * right.digits, scale: left.scale + right.scale }) + 0 : a * b
}

function scaled({ digits, scale }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - scale)
}

export type Rounding = 'up' | 'down' | 'half up' | 'half down' | 'half even' | 'floor' | 'ceiling'

/** Rounds to a number of places, negative for tens and hundreds, by the digits as written: 1.005 to two places, half up, is 1.01. */
export function rounded(value: number, places: number, how: Rounding): number {
  const decimal = decimalOf(value)
  if (!decimal || decimal.scale <= places) return value
  if (decimal.scale - places > MOST_PLACES * 2) return 0
  const unit = 10n ** BigInt(decimal.scale - places)
  const whole = decimal.digits / unit
  const rest = decimal.digits % unit
  if (rest === 0n) return value
  const away = rest < 0n ? -1n : 1n
  const result = numberOf({ digits: goesAway(how, { whole, rest, unit }) ? whole + away : whole, scale: places })
  return result === 0 ? 0 : result
}

function goesAway(how: Rounding, { whole, rest, unit }: { whole: bigint; rest: bigint; unit: bigint }): boolean {
  const twice = (rest < 0n ? -rest : rest) * 2n
  switch (how) {
    case 'up':
      return true
    case 'down':
      return false
    case 'floor':
      return rest < 0n
    case 'ceiling':
      return rest > 0n
    case 'half up':
      return twice >= unit
    case 'half down':
      return twice > unit
    case 'half even':
      return twice > unit || (twice === unit && whole % 2n !== 0n)
  }
}

import { cpus } from 'node:os'

/** One figure; `n` is how many observations it rests on. */
export interface Figure {
  readonly measure: string
  readonly value: number
  readonly unit: string
  readonly n: number
  /** What it should be at most, or at least. */
  readonly target?: number
}

/** How large a measure is to be, where that can be chosen. */
export interface Extent {
  /** Of the log that `log-verify` writes, seals and verifies. */
  readonly entries?: string | undefined
  /** Of the synthetic country that `country` makes; whom registers tell of in `offers`. */
  readonly people?: string | undefined
  /** Sealed under another key by `rotation`. */
  readonly fields?: string | undefined
}

/** A measure takes its own time and yields its figures as it has them. */
export type Measure = (extent: Extent) => AsyncIterable<Figure>

/** What it ran on: figures of different machines are not to be compared. */
export const machine = `${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.versions.node}`

/** The value below which this share of all values lies; values are sorted in place. */
export function quantile(values: number[], share: number): number {
  values.sort((a, b) => a - b)
  return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
}

/** To three figures, so that noise is not mistaken for knowledge; whole numbers are counts and stay. */
export function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3))
}

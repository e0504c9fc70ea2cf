/** What one may do at once, and how fast that comes back. */
export interface Allowance {
  readonly most: number
  readonly perSecond: number
}

/** What is left of an allowance, and when that was so; milliseconds of any steady clock. */
export interface Bucket {
  left: number
  at: number
}

/** Takes one out of the bucket, in place. @returns 0 when it may go on, else after how many seconds the next one may */
export function take(bucket: Bucket, { most, perSecond }: Allowance, now: number): number {
  refill(bucket, { most, perSecond }, now)
  if (bucket.left >= 1) {
    bucket.left -= 1
    return 0
  }
  return (1 - bucket.left) / perSecond
}

/** Puts back what has come back since. @returns how much is in it; below nothing where more was taken than there was */
export function refill(bucket: Bucket, { most, perSecond }: Allowance, now: number): number {
  bucket.left = Math.min(most, bucket.left + ((now - bucket.at) / 1000) * perSecond)
  bucket.at = now
  return bucket.left
}

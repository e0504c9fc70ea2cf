import { createHash } from 'node:crypto'

/** One request as a department's system sends it, made from its number alone, so that it can be made again. */
export interface MadeRequest {
  /** Its Idempotency-Key. */
  readonly key: string
  /** The JSON that is sent. */
  readonly body: string
  /** What the receipt must say was kept: SHA-256 of the answers and the service's version. */
  readonly digest: string
}

/** How many requests the same person is in, all in all. */
const REQUESTS_A_PERSON = 4
export const SERVICE = 'warm-home-grant'
const VERSION = 1

/**
 * The request of a number for the service that loads are measured with.
 * @param seed     tells one load from another: keys and people differ
 * @param decided  whether the rules grant it, or leave it to an officer
 */
export function madeRequest(number: number, { seed, decided }: { seed: string; decided: boolean }): MadeRequest {
  const person = Math.floor(number / REQUESTS_A_PERSON)
  const answers = answersOf(number, person, decided)
  const named = `{"nationalId":"FH-${seed.toUpperCase()}-${person}","givenNames":"Bo ${person}","familyName":"Lindqvist"}`
  return {
    key: `${seed}-${String(number).padStart(16, '0')}`,
    body: `{"person":${named},"language":"en","answers":${answers}}`,
    digest: createHash('sha256').update(`[${answers},[["${SERVICE}",${VERSION}]]]`).digest('base64url'),
  }
}

/** As canonical JSON: every name in order, no spaces. */
function answersOf(number: number, person: number, decided: boolean): string {
  const residence = `{"country":"FH","line1":"${number} Harbour Street","postcode":"FH1 2AB","town":"Fairhaven"}`
  const applicant = `{"bankAccount":"DE89370400440532013000","familyName":"Lindqvist","givenNames":"Bo ${person}","residence":${residence},"telephone":"+33123456789"}`
  const home = `{"builtIn":1974,"heating":["gas","wood"],"isOwned":${decided},"kind":"house"}`
  const work = `{"cost":900000,"installer":"Quay Heating","kind":"heat-pump","reason":"The boiler is thirty years old, and the windows let the winter in.","startsOn":"${NEXT_MARCH}"}`
  return `{"applicant":${applicant},"home":${home},"household":{"size":3},"work":${work}}`
}

const NEXT_MARCH = `${new Date().getFullYear() + 1}-03-01`

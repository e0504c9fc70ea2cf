import { tamperWith } from '../src/platform/sealed-log/testing/tampering.ts'

const SEED = 20_261_122
const TAMPERINGS = 1000

/** Changes a sealed log as a superuser can, in every way we thought of, and counts how often the verifier finds it. */
export async function run() {
  const done = await tamperWith(SEED, TAMPERINGS)
  const missed = done.filter(({ report }) => report.findings.length === 0)
  return {
    suite: 'log-tampering',
    passed: done.length - missed.length,
    total: done.length,
    failures: missed.map(({ deed }) => `${deed.name} was not found`),
  }
}

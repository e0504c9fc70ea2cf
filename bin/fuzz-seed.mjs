// Property tests draw the same cases on every run, so that a change is judged by what it changed; FUZZ_SEED=any (or a number) draws others.
import { configureGlobal } from 'fast-check'

const { FUZZ_SEED = '20261122' } = process.env
if (FUZZ_SEED !== 'any') configureGlobal({ seed: Number(FUZZ_SEED) })

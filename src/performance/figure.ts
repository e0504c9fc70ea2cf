import { ASKED_AGAIN_DEFINITION, type AskedAgain, type Fact, type ServiceId } from '#catalogue'
import type { TimeEstimate } from './survival.ts'
import type { Estimate, Verdict } from './wilson.ts'

/** Every measure, in the order in which it is shown, with the version of its definition; a changed definition gets a new one. */
export const DEFINITIONS = {
  completion: '1',
  'decided-in-time': '1',
  'time-to-decision': '1',
  'ease-decided': '1',
  'ease-sent': '1',
  'asked-again': ASKED_AGAIN_DEFINITION,
} as const

export type Measure = keyof typeof DEFINITIONS
export const measures = Object.keys(DEFINITIONS) as Measure[]

/** How far back is counted. */
export const WINDOW_DAYS = 365
/** A journey silent for so many days counts as abandoned. */
export const ABANDONED_AFTER_DAYS = 30

/** One part of what a figure was drawn from; its count is absent when it is too small to publish. */
export interface Part {
  readonly id: 'abandoned' | 'under-way'
  readonly count?: number
}

interface Counted {
  readonly service: ServiceId
  readonly measure: Measure
}

/** A figure that may not be published, or does not exist yet: fewer than `fewerThan` were counted. */
export interface Unknown extends Counted {
  readonly kind: 'unknown'
  readonly fewerThan: number
}

interface Known extends Counted {
  /** How many it was counted from. */
  readonly n: number
  /** The share of all that could have been counted; from 0 to 1. */
  readonly coverage: number
}

export interface Share extends Known {
  readonly kind: 'share'
  readonly estimate: Estimate
  readonly target?: number
  readonly verdict: Verdict
  /** The mean of the answers, for ease. */
  readonly mean?: number
  readonly parts?: readonly Part[]
}

/** Working days from receipt to decision. */
export interface Time extends Known {
  readonly kind: 'time'
  readonly median?: TimeEstimate
  readonly ninth?: TimeEstimate
  /** What the service promises. */
  readonly promise: number
}

/** Facts that the service's file asks of everybody although a register holds them: known from the file, so nothing is estimated. */
export interface Count extends Counted {
  readonly kind: 'count'
  readonly facts: readonly Fact[]
  readonly reasons: readonly AskedAgain[]
  readonly target?: number
  readonly verdict: Verdict
}

export type Figure = Unknown | Share | Time | Count

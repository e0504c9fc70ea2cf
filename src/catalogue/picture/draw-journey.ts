import { directionOf } from '#platform'
import { INK } from './ink.ts'
import type { End, JourneyPlan, Stop, Stretch } from './plan-journey.ts'
import type { Shape } from './shape.ts'
import { highOf, type Setting, type Sheet, sheetOf } from './sheet.ts'
import { words } from './words.ts'

const WIDTH = 880
const MARGIN = 28
/** Where the line runs that everybody follows, and where that of a branch does. */
const SPINE = 58
const BRANCH = 132
const GAP = 26
const PAD = 16

const TITLE: Setting = { size: 28, isBold: true }
const NAME: Setting = { size: 20, isBold: true }
const NOTE: Setting = { size: 17, colour: INK.inkSoft }
const TEST: Setting = { size: 18 }
const SMALL_BOLD: Setting = { size: 17, isBold: true, colour: INK.accentDeep }

/** A drawing under way. */
interface Drawing {
  readonly sheet: Sheet
  readonly plan: JourneyPlan
  y: number
  /** Where the line of everybody has been drawn to. */
  line: number
}

/**
 * Draws a service: one line that everybody follows, with a stop for each page; branches that leave it and come back,
 * each with its condition; and, below, who may have it and how it ends. Nothing stands beside anything, so nothing can overlap.
 */
export function drawJourney(plan: JourneyPlan): Shape {
  const { language, title, desc } = plan
  const sheet = sheetOf(WIDTH, directionOf(language))
  const drawing: Drawing = { sheet, plan, y: MARGIN, line: 0 }
  drawing.y += sheet.words(title, { x: MARGIN, y: drawing.y, width: WIDTH - 2 * MARGIN }, TITLE) + GAP
  drawStart(drawing)
  for (const stretch of plan.stretches) drawStretch(drawing, stretch)
  drawSent(drawing)
  if (plan.eligible.length > 0) drawEligible(drawing)
  drawDecision(drawing)
  return sheet.finish({ id: 'journey', height: drawing.y + MARGIN, title, desc, language })
}

function drawStart(drawing: Drawing): void {
  const { sheet, plan } = drawing
  const t = words(plan.language)
  drawing.line = drawing.y + 27
  sheet.circle(SPINE, drawing.y + 14, { r: 13, fill: INK.paper, stroke: INK.accent, 'stroke-width': 5 })
  drawing.y += Math.max(28, sheet.words(t('start'), { x: 94, y: drawing.y + 1, width: 600 }, NAME)) + GAP
  if (plan.registers.length === 0) return
  const width = WIDTH - MARGIN - 94
  const lines = plan.registers.map(({ name, ground }) => `${name} (${ground})`)
  const inner = width - 2 * PAD
  const heights = [t('registers-first'), ...lines, t('registers-note')].map(
    (text, at) => highOf(text, inner, at === 0 ? NAME : NOTE) + 4,
  )
  const box = { x: 94, y: drawing.y, width, height: heights.reduce((sum, high) => sum + high, 2 * PAD) }
  sheet.box(box, { rx: 6, fill: INK.sheet, stroke: INK.line })
  let y = box.y + PAD
  y += sheet.words(t('registers-first'), { x: 94 + PAD, y, width: inner }, NAME) + 4
  for (const line of lines) y += sheet.words(line, { x: 94 + PAD, y, width: inner }, { ...NOTE, colour: INK.ink }) + 4
  sheet.words(t('registers-note'), { x: 94 + PAD, y, width: inner }, NOTE)
  sheet.circle(SPINE, box.y + PAD + 13, { r: 9, fill: INK.glow, stroke: INK.accent, 'stroke-width': 3 })
  joinSpine(drawing, box.y + PAD + 4)
  drawing.line = box.y + PAD + 22
  drawing.y += box.height + GAP
}

/** Brings the line of everybody down to here. */
function joinSpine(drawing: Drawing, y: number): void {
  drawing.sheet.line([
    [SPINE, drawing.line],
    [SPINE, y],
  ])
  drawing.line = y
}

function drawStretch(drawing: Drawing, { tests, stops }: Stretch): void {
  if (tests.length === 0) {
    for (const stop of stops) drawStop(drawing, stop, SPINE)
    return
  }
  const from = drawing.y - GAP / 2
  const entered = drawTests(drawing, tests)
  let last = entered
  for (const stop of stops) last = drawStop(drawing, stop, BRANCH, last)
  const back = drawing.y + 6
  const { sheet } = drawing
  joinSpine(drawing, from)
  sheet.line(
    [
      [SPINE, from],
      [SPINE, from + 14],
      [BRANCH, from + 14],
      [BRANCH, entered],
    ],
    { stroke: INK.accentLine },
  )
  sheet.line(
    [
      [BRANCH, last],
      [BRANCH, back],
      [SPINE + 3, back],
    ],
    { stroke: INK.accentLine },
  )
  joinSpine(drawing, back)
  drawing.y = back + GAP
}

/** The condition at the head of a branch. @returns where the branch's own line begins */
function drawTests(drawing: Drawing, tests: readonly string[]): number {
  const { sheet, plan } = drawing
  const t = words(plan.language)
  const [x, width] = [BRANCH + 36, WIDTH - MARGIN - BRANCH - 36]
  const inner = width - 2 * PAD
  const said = tests.map((test, at) => (at === 0 ? test : `${t('and')} ${test}`))
  const height = said.reduce((sum, test) => sum + highOf(test, inner, TEST) + 2, highOf(t('only-if'), inner, SMALL_BOLD) + 20)
  sheet.box({ x, y: drawing.y, width, height }, { rx: 6, fill: INK.glow, 'fill-opacity': 0.55 })
  let y = drawing.y + 9
  y += sheet.words(t('only-if'), { x: x + PAD, y, width: inner }, SMALL_BOLD)
  for (const test of said) y += sheet.words(test, { x: x + PAD, y, width: inner }, TEST) + 2
  drawing.y += height + 14
  return drawing.y - 14 - height / 2
}

/** One page. @returns where its mark ends on its line */
function drawStop(drawing: Drawing, { number, title, notes }: Stop, on: number, from?: number): number {
  const { sheet } = drawing
  const x = on + 36
  const width = WIDTH - MARGIN - x
  const inner = width - 2 * PAD
  const height = notes.reduce((sum, note) => sum + highOf(note, inner, NOTE) + 2, highOf(title, inner, NAME) + 2 * PAD + 2)
  sheet.box({ x, y: drawing.y, width, height }, { rx: 6, fill: INK.paper, stroke: INK.lineStrong, 'stroke-width': 1.5 })
  let y = drawing.y + PAD - 3
  y += sheet.words(title, { x: x + PAD, y, width: inner }, NAME) + 4
  for (const note of notes) y += sheet.words(note, { x: x + PAD, y, width: inner }, NOTE) + 2
  const middle = drawing.y + height / 2
  if (from === undefined) joinSpine(drawing, middle - 17)
  else
    sheet.line(
      [
        [on, from],
        [on, middle - 17],
      ],
      { stroke: INK.accentLine },
    )
  sheet.tip(on, middle - 17, 'down', from === undefined ? INK.accent : INK.accentLine)
  sheet.circle(on, middle, { r: 17, fill: from === undefined ? INK.accent : INK.paper, stroke: INK.accent, 'stroke-width': 2.5 })
  sheet.sign(number, [on, middle], { size: 16, colour: from === undefined ? INK.paper : INK.accentDeep })
  if (from === undefined) drawing.line = middle + 17
  drawing.y += height + GAP
  return middle + 17
}

function drawSent(drawing: Drawing): void {
  const { sheet, plan } = drawing
  joinSpine(drawing, drawing.y + 4)
  sheet.tip(SPINE, drawing.y + 2, 'down')
  sheet.circle(SPINE, drawing.y + 15, { r: 13, fill: INK.accent })
  drawing.line = drawing.y + 28
  drawing.y += sheet.words(words(plan.language)('sent'), { x: 94, y: drawing.y + 1, width: 700 }, NAME) + GAP
}

function drawEligible(drawing: Drawing): void {
  const { sheet, plan } = drawing
  const t = words(plan.language)
  const width = WIDTH - MARGIN - 94
  const inner = width - 2 * PAD
  const said = plan.eligible.map(({ tests, otherwise }) => ({ test: tests.join(` ${t('and')} `), otherwise }))
  const height = said.reduce(
    (sum, { test, otherwise }) => sum + highOf(test, inner, TEST) + highOf(otherwise, inner, NOTE) + 14,
    highOf(t('eligibility'), inner, NAME) + 2 * PAD,
  )
  sheet.box({ x: 94, y: drawing.y, width, height }, { rx: 6, fill: INK.sheet, stroke: INK.line })
  const middle = drawing.y + PAD + 13
  let y = drawing.y + PAD - 2
  y += sheet.words(t('eligibility'), { x: 94 + PAD, y, width: inner }, NAME) + 8
  for (const { test, otherwise } of said) {
    y += sheet.words(test, { x: 94 + PAD, y, width: inner }, TEST) + 2
    y += sheet.words(otherwise, { x: 94 + PAD, y, width: inner }, { ...NOTE, colour: INK.wrong }) + 12
  }
  joinSpine(drawing, middle - 12)
  sheet.tip(SPINE, middle - 12, 'down')
  sheet.circle(SPINE, middle, { r: 12, fill: INK.paper, stroke: INK.accent, 'stroke-width': 3 })
  drawing.line = middle + 12
  drawing.y += height + GAP
}

function drawDecision(drawing: Drawing): void {
  const { sheet, plan } = drawing
  const t = words(plan.language)
  const width = WIDTH - MARGIN - 94
  const inner = width - 2 * PAD
  const height = highOf(t('decision'), inner, NAME) + highOf(plan.decision, inner, NOTE) + 2 * PAD + 2
  sheet.box({ x: 94, y: drawing.y, width, height }, { rx: 6, fill: INK.accentSoft, stroke: INK.accent, 'stroke-width': 2 })
  const y = drawing.y + PAD - 2
  const high = sheet.words(t('decision'), { x: 94 + PAD, y, width: inner }, NAME)
  sheet.words(plan.decision, { x: 94 + PAD, y: y + high + 4, width: inner }, { ...NOTE, colour: INK.ink })
  const middle = drawing.y + height / 2
  joinSpine(drawing, middle - 14)
  sheet.tip(SPINE, middle - 14, 'down')
  sheet.box({ x: SPINE - 13, y: middle - 13, width: 26, height: 26 }, { fill: INK.accent, rx: 3 })
  drawing.line = middle + 13
  drawing.y += height + GAP
  for (const end of plan.ends) drawEnd(drawing, end)
}

const COLOURS = { grant: INK.right, refuse: INK.wrong, officer: INK.lineStrong } as const

function drawEnd(drawing: Drawing, { outcome, name, reason, rules }: End): void {
  const { sheet, plan } = drawing
  const t = words(plan.language)
  const x = BRANCH
  const width = WIDTH - MARGIN - x
  const inner = width - 2 * PAD - 8
  const which = `${t('rule')} ${rules.join(', ')}`
  const height = highOf(name, inner, NAME) + highOf(reason, inner, TEST) + highOf(which, inner, NOTE) + 2 * PAD
  sheet.box({ x, y: drawing.y, width, height }, { rx: 6, fill: INK.paper, stroke: INK.lineStrong, 'stroke-width': 1.5 })
  sheet.box({ x, y: drawing.y, width: 8, height }, { rx: 3, fill: COLOURS[outcome] })
  let y = drawing.y + PAD - 3
  y += sheet.words(name, { x: x + PAD + 8, y, width: inner }, { ...NAME, colour: COLOURS[outcome] }) + 2
  y += sheet.words(reason, { x: x + PAD + 8, y, width: inner }, TEST) + 2
  sheet.words(which, { x: x + PAD + 8, y, width: inner }, NOTE)
  const middle = drawing.y + height / 2
  sheet.line([
    [SPINE, drawing.line],
    [SPINE, middle],
    [x - 8, middle],
  ])
  sheet.tip(x - 2, middle, 'onwards')
  drawing.line = middle - 14
  drawing.y += height + GAP - 8
}

import { note, type Work, warn } from '../load/work.ts'
import { holdsTrue, type Judged, never } from './judge.ts'
import { sayRanges } from './say-range.ts'
import { TOO_MANY } from './too-many.ts'

/** Pages that nobody can ever meet. @returns whether each may be met, as far as can be told */
export function findPageMistakes(work: Work, judged: Judged): boolean {
  let isEachMet = true
  for (const [at, when] of judged.pages.entries()) {
    if (!when) continue
    const path = ['design', 'pages', at, 'when']
    const name = judged.service.pages[at]!.id
    const ranges = sayRanges([when], judged.reading)
    const alone = never(judged, holdsTrue(when))
    if (alone === true)
      note(work, path, {
        message: `Nobody ever meets the page “${name}”: its condition can never hold.`,
        hint: `Change the condition, or take the page out.${ranges && ` Possible answers: ${ranges}.`}`,
      })
    const reached = alone === false && never(judged, [...holdsTrue(when), ...judged.askedWhere])
    if (reached === true)
      note(work, path, {
        message: `Nobody ever meets the page “${name}”: whoever it is for was not asked what its condition looks at.`,
        hint: 'Ask the question on a page that they meet too, or change one of the conditions.',
      })
    if (alone === 'unjudged' || reached === 'unjudged') warn(work, path, TOO_MANY, 'unjudged')
    if (alone === true || reached === true) isEachMet = false
  }
  return isEachMet
}

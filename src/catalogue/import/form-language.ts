import type { XgovForm } from './xgov-form.ts'

const SIGNS = {
  cy: /\b(eich|ydych|ydy|sydd|rydych|wedi|unrhyw|gyfer|ymateb|rhowch|gan|nad|mae|yw|oes|neu|hyn|gwneud|cyllid|prosiect|sefydliad|crynodeb)\b/gi,
  en: /\b(the|your|you|and|of|for|have|what|does|with|this|are|is|or|provide|funding|project|organisation|summary)\b/gi,
}

/** The one language a definition is written in: as its metadata say, or as its own words do. */
export function languageOf(form: XgovForm): 'en' | 'cy' {
  if (form.metadata && form.metadata.isWelsh === true) return 'cy'
  const said = [
    form.name ?? '',
    ...form.pages.flatMap(page => [page.title, ...(page.components ?? []).map(part => part.title ?? '')]),
  ]
  const count = (signs: RegExp) => said.join(' ').match(signs)?.length ?? 0
  return count(SIGNS.cy) > count(SIGNS.en) ? 'cy' : 'en'
}

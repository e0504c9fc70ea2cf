/** How sure the provider is of a person, lowest first (eIDAS Regulation, art. 8). */
export const levels = ['low', 'substantial', 'high'] as const

export type Level = (typeof levels)[number]

/** The acr value of each level, as eIDAS nodes write it. */
export const acrOf = {
  low: 'http://eidas.europa.eu/LoA/low',
  substantial: 'http://eidas.europa.eu/LoA/substantial',
  high: 'http://eidas.europa.eu/LoA/high',
} as const satisfies Record<Level, string>

/** The lowest level among a request's `acr_values` (separated by spaces), or `low` where none is known. */
export function lowestAsked(acrValues: unknown): Level {
  const asked = String(acrValues ?? '').split(' ')
  return levels.find(level => asked.includes(acrOf[level])) ?? 'low'
}

/** What Fairhaven's people sign in with unless they choose otherwise: their identity card is substantial, also where less would do. */
export function usual(asked: Level): Level {
  return asked === 'low' ? 'substantial' : asked
}

/** Whether a sign-in at acr `reached` satisfies what was asked for. */
export function reaches(reached: string | undefined, asked: Level): boolean {
  return levels.slice(levels.indexOf(asked)).some(level => acrOf[level] === reached)
}

export function isLevel(value: unknown): value is Level {
  return levels.some(level => level === value)
}

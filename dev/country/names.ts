import type { Chance } from '../town/chance.ts'

export type Script = 'latin' | 'arabic'

// Invented syllables, not a list of anybody's names.
const SYLLABLES = {
  latin: {
    starts: [
      'Ba',
      'Ce',
      'Do',
      'Élo',
      'Fi',
      'Ga',
      'Hu',
      'Ja',
      'Ke',
      'Lo',
      'Mi',
      'Ne',
      'Or',
      'Pe',
      'Ro',
      'Sa',
      'Tho',
      'Vi',
      'We',
      'Ya',
      'Zo',
    ],
    middles: ['la', 'ne', 'ri', 'vo', 'sha', 'mi', 'du', 'be', 'ço', 'ta'],
    ends: ['n', 'ra', 'lis', 'mund', 'ette', 'no', 'ssa', 'rek', 'vic', 'la', 'th', 'nia'],
    familyEnds: ['wick', 'stad', 'mere', 'ovar', 'ins', 'elli', 'dottir', 'owe', 'ard', 'ensk', 'ulo', 'igny'],
  },
  arabic: {
    starts: [
      'با',
      'تي',
      'جا',
      'حو',
      'دا',
      'را',
      'زي',
      'سو',
      'شا',
      'صا',
      'عا',
      'فا',
      'قا',
      'كو',
      'لي',
      'ما',
      'نو',
      'ها',
      'وا',
      'يا',
    ],
    middles: ['ر', 'ل', 'ن', 'م', 'د', 'س', 'ف', 'هي', 'ري'],
    ends: ['ين', 'ان', 'وم', 'يل', 'اد', 'ار', 'ية', 'اء'],
    familyEnds: ['اوي', 'اني', 'ون', 'وري', 'ادي', 'يمي'],
  },
} as const

export function givenName(chance: Chance, script: Script): string {
  const { starts, middles, ends } = SYLLABLES[script]
  return chance.pick(starts) + (chance.happens(0.5) ? chance.pick(middles) : '') + chance.pick(ends)
}

export function familyName(chance: Chance, script: Script): string {
  const { starts, middles, familyEnds } = SYLLABLES[script]
  return chance.pick(starts) + chance.pick(middles) + chance.pick(familyEnds)
}

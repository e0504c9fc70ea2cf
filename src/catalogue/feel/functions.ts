import { FeelDate, parseDate } from './feelin.ts'

type Feel = ((...args: never[]) => unknown) & { $args?: string[] }

/** Functions of our own that every expression may call, beside those of FEEL. `age` counts whole years on the day of the scope. */
export const OWN_FUNCTIONS = ['age', 'known'] as const

/** FEEL's own functions that would make an answer depend on more than its facts and its day. */
export const IMPURE_FUNCTIONS: Readonly<Record<string, string>> = {
  now: 'Write “today”, the day the rules are applied to.',
  today: 'Write “today” without brackets: it is the day the rules are applied to.',
}

/** Our functions as FEEL calls them on a given day. */
export function ownFunctions(today: FeelDate): Record<(typeof OWN_FUNCTIONS)[number], Feel> {
  return {
    age: named((bornOn: unknown) => ageOn(bornOn, today), ['date']),
    known: named((value: unknown) => value !== null && value !== undefined, ['value']),
  }
}

/** Whole years lived; a person born on 29 February is a year older on 1 March. Null for anything but a date. */
function ageOn(bornOn: unknown, today: FeelDate): number | null {
  const born = typeof bornOn === 'string' ? parseDate(bornOn) : bornOn
  if (!(born instanceof FeelDate)) return null
  const birthdayPassed = today.month > born.month || (today.month === born.month && today.day >= born.day)
  return today.year - born.year - (birthdayPassed ? 0 : 1)
}

function named(fn: Feel, names: string[]): Feel {
  return Object.assign(fn, { $args: names })
}

const STANDARD = new Set(
  `number,string,not,substring,string length,upper case,lower case,substring before,substring after,replace,contains,matches,
starts with,ends with,split,string join,list contains,list replace,count,min,max,sum,mean,all,any,sublist,append,concatenate,insert before,remove,
reverse,index of,union,distinct values,flatten,product,median,stddev,mode,decimal,floor,ceiling,abs,round up,round down,round half up,
round half down,modulo,sqrt,log,exp,odd,even,is,before,after,meets,met by,overlaps,overlaps before,overlaps after,finishes,finished by,includes,
during,starts,started by,coincides,day of year,day of week,month of year,week of year,sort,get value,get entries,context,context merge,
context put,date,time,date and time,duration,years and months duration`
    .split(',')
    .map(name => name.trim()),
)

/** The names of FEEL's own functions. */
export const FEEL_FUNCTIONS: Iterable<string> = STANDARD

/** Whether FEEL itself has a function of this name. */
export function isFeelFunction(name: string): boolean {
  return STANDARD.has(name)
}

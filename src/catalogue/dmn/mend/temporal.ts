import { duration, FeelDate, FeelDateTime, FeelDuration, FeelTime, parseDateTime, parseTime } from 'feelin'

type PlainDate = FeelDate['value']
type PlainDateTime = FeelDateTime['value']
type PlainTime = FeelTime['value']

const NOON = parseDateTime('2000-01-01T12:00:00')!.unwrap()
const NO_TIME = duration('PT0S')!.unwrap()
const NO_MONTHS = duration('P0M')!.unwrap()

const DATE = /^(-?(?:\d{4}|[1-9]\d{4,8}))-(\d\d)-(\d\d)$/
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z][\w/+-]*)?$/i
const OFFSET = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/
/** XML Schema's bound on offsets, which FEEL takes over. */
const FARTHEST_OFFSET_SECONDS = 14 * 3600

/** Years as FEEL writes them: four digits or more, with no plus sign and no zeros to fill six. */
function written(text: string): string {
  return text.replace(/^([+-])0{0,2}(\d{4,6}-)/, (_, sign: string, year: string) => (sign === '-' ? '-' : '') + year)
}

export function dateOf(value: PlainDate): FeelDate {
  return Object.assign(new FeelDate(value), { iso: written(value.toString()) })
}

export function dateTimeOf(value: PlainDateTime, zone: string | null): FeelDateTime {
  const made = new FeelDateTime(value, zone)
  return Object.assign(made, { iso: written(made.iso) })
}

/** A date as text, `-2021-01-01` too; null when it is none. The library throws at years before 1. */
export function readDate(text: string): FeelDate | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  return day ? dateFrom(Number(year), Number(month), Number(day)) : null
}

/** A date from its parts; null when there is no such day. */
export function dateFrom(year: number, month: number, day: number): FeelDate | null {
  return orNull(() => dateOf(NOON.toPlainDate().with({ year, month, day }, { overflow: 'reject' })))
}

/** A time as text, with an offset of at most fourteen hours or a zone, never both; no offset at all is written `Z`. */
export function readTime(text: string): FeelTime | null {
  const [, hour, minute, second, fraction = '', zoned] = TIME.exec(text) ?? []
  if (!second) return null
  const zone = zoneOf(zoned)
  if (zone === undefined) return null
  const value = timeFrom(Number(hour), Number(minute), Number(`${second}.${fraction || 0}`))
  return value && (zone === null || parseTime(`00:00:00@${zone}`) || OFFSET.test(zone)) ? new FeelTime(value, zone) : null
}

/** A date and time as text; a date alone is its midnight, and 24:00 the next day's. */
export function readDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T')
  const [day, clock] = at < 0 ? [text, '00:00:00'] : [text.slice(0, at), text.slice(at + 1)]
  const isEnd = /^24:00:00(?!\.0*[1-9])/.test(clock)
  const date = readDate(day)
  const time = readTime(isEnd ? clock.replace('24', '00') : clock)
  return (
    date &&
    time &&
    dateTimeOf(
      date
        .unwrap()
        .add({ days: isEnd ? 1 : 0 })
        .toPlainDateTime(time.unwrap()),
      time.zone,
    )
  )
}

/** A time from its parts; seconds may have a fraction. */
export function timeFrom(hour: number, minute: number, seconds: number): PlainTime | null {
  const nanoseconds = Math.round((seconds % 1) * 1e9)
  const [millisecond, microsecond, nanosecond] = [
    Math.floor(nanoseconds / 1e6),
    Math.floor(nanoseconds / 1e3) % 1000,
    nanoseconds % 1000,
  ]
  const parts = { hour, minute, second: Math.floor(seconds), millisecond, microsecond, nanosecond }
  return orNull(() => NOON.toPlainTime().with(parts, { overflow: 'reject' }))
}

/** `null` for none, `undefined` for one out of bounds. */
function zoneOf(zoned: string | undefined): string | null | undefined {
  if (!zoned) return null
  if (zoned.startsWith('@')) return zoned.slice(1)
  if (zoned.toUpperCase() === 'Z') return 'UTC'
  const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(zoned) ?? []
  return offsetZone((sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)))
}

/** The zone that stands so many seconds off UTC; undefined past fourteen hours. */
export function offsetZone(seconds: number): string | undefined {
  const whole = Math.abs(Math.trunc(seconds))
  if (whole > FARTHEST_OFFSET_SECONDS) return undefined
  if (whole === 0) return 'UTC'
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const parts = rest ? [hours, minutes, rest] : [hours, minutes]
  return (seconds < 0 ? '-' : '+') + parts.map(part => String(part).padStart(2, '0')).join(':')
}

/** A duration as text: FEEL's own, and a decimal point with nothing after it as XML Schema 1.0 allowed. */
export function readDuration(text: string): FeelDuration | null {
  return duration(text.replace(/(\d)\.S$/, '$1S'))
}

/** What `@"…"` stands for, by the text's own shape. */
export function readMoment(text: string): FeelDate | FeelTime | FeelDateTime | FeelDuration | null {
  if (/^-?P/.test(text)) return readDuration(text)
  if (/^\d\d:/.test(text)) return readTime(text)
  return text.includes('T') ? readDateTime(text) : readDate(text)
}

export function monthsOf({ value }: FeelDuration): number {
  return value.years * 12 + value.months
}

/** Nanoseconds kept apart from seconds, so that neither is rounded. */
export function secondsOf({ value }: FeelDuration): number {
  const { days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds } = value
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds + (milliseconds * 1e6 + microseconds * 1e3 + nanoseconds) / 1e9
}

export function ofMonths(months: number): FeelDuration {
  return new FeelDuration(NO_MONTHS.with({ months: Math.trunc(months) || 0 }), true)
}

export function ofSeconds(seconds: number): FeelDuration {
  const whole = Math.trunc(seconds)
  return new FeelDuration(NO_TIME.with({ seconds: whole || 0, nanoseconds: Math.round((seconds - whole) * 1e9) || 0 }), false)
}

/** Whole months from one date to another, as FEEL counts: days left over do not count. */
export function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): FeelDuration {
  const { years, months } = plainDate(from).until(plainDate(to), { largestUnit: 'year' })
  return ofMonths(years * 12 + months)
}

function plainDate(value: FeelDate | FeelDateTime): PlainDate {
  return value instanceof FeelDate ? value.unwrap() : value.unwrap().toPlainDate()
}

function orNull<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}

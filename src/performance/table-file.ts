import { plainCell } from './disclosure.ts'
import { DEFINITIONS, type Figure, measures } from './figure.ts'
import type { Measured } from './measure-services.ts'

const HEAD = 'service,service_version,measure,definition,state,count,fewer_than,value,low,high,unit,target,verdict,coverage'

/** The figures of the page as comma-separated values (RFC 4180): shares from 0 to 1, times in working days. */
export function tableFile({ service, figures }: Measured): string {
  const byMeasure = new Map(figures.map(figure => [figure.measure, figure]))
  const lines = measures.flatMap(measure => {
    const figure = byMeasure.get(measure)
    return figure ? cellsOf(figure).map(cells => [service.id, service.version, measure, DEFINITIONS[measure], ...cells]) : []
  })
  return `${[HEAD, ...lines.map(cells => cells.map(plainCell).join(','))].join('\r\n')}\r\n`
}

type Cells = (string | number)[]

function cellsOf(figure: Figure): Cells[] {
  if (figure.kind === 'unknown') return [['unknown', '', figure.fewerThan, '', '', '', '', '', 'unknown', '']]
  if (figure.kind === 'count')
    return [['known', '', '', figure.facts.length, '', '', 'facts', figure.target ?? '', figure.verdict, '']]
  const { n, coverage } = figure
  if (figure.kind === 'share') {
    const { value, low, high } = figure.estimate
    return [['known', n, '', ...[value, low, high].map(short), 'share', figure.target ?? '', figure.verdict, short(coverage)]]
  }
  return [figure.median, figure.ninth].map((time, index) => {
    const ends = [time?.value ?? '', time?.low ?? '', time?.high ?? '']
    const unit = index === 0 ? 'median working days' : 'ninth decile working days'
    return [time ? 'known' : 'unknown', n, '', ...ends, unit, figure.promise, 'unknown', short(coverage)]
  })
}

function short(value: number): number {
  return Number(value.toFixed(6))
}

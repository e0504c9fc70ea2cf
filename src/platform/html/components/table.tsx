import { type Content, classes, type Items, type Styled, say } from './shared.ts'

export interface TableCell extends Content, Styled {
  /** `numeric` sets the column to the end. */
  format?: string
  colspan?: number
  rowspan?: number
}

export interface TableProps extends Styled {
  caption?: string
  captionClasses?: string
  head?: readonly TableCell[]
  rows: Items<readonly TableCell[]>
  firstCellIsHeader?: boolean
}

/** Figures or facts to compare. */
export function Table(props: TableProps) {
  return (
    <table class={classes('govuk-table', props.classes)} {...props.attributes}>
      {props.caption && <caption class={classes('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">{props.head.map(columnHeader)}</tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map(
          row =>
            row && (
              <tr class="govuk-table__row">
                {row.map((cell, index) => (index === 0 && props.firstCellIsHeader ? rowHeader(cell) : plainCell(cell)))}
              </tr>
            ),
        )}
      </tbody>
    </table>
  )
}

function columnHeader(cell: TableCell) {
  const format = cell.format && `govuk-table__header--${cell.format}`
  return (
    <th scope="col" class={classes('govuk-table__header', format, cell.classes)} {...spans(cell)}>
      {say(cell)}
    </th>
  )
}

function rowHeader(cell: TableCell) {
  return (
    <th scope="row" class={classes('govuk-table__header', cell.classes)} {...spans(cell)}>
      {say(cell)}
    </th>
  )
}

function plainCell(cell: TableCell) {
  const format = cell.format && `govuk-table__cell--${cell.format}`
  return (
    <td class={classes('govuk-table__cell', format, cell.classes)} {...spans(cell)}>
      {say(cell)}
    </td>
  )
}

function spans(cell: TableCell) {
  return { colspan: cell.colspan || undefined, rowspan: cell.rowspan || undefined, ...cell.attributes }
}

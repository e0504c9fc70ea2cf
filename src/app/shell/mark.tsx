/** Portico's mark: a door standing in an arch, on its step. One colour, drawn on a grid of 16 so that it is sharp when small. */
export const MARK_PATH =
  'M1 31v-3h2V15a13 13 0 0 1 26 0v13h2v3zM7 28V15a9 9 0 0 1 18 0v13h-4V15.5a5 5 0 0 0-10 0V28zM17.4 22a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z'

interface MarkProps {
  /** In CSS pixels; square. */
  size: number
}

/** The mark in the colour of the text around it. It is decoration beside a name, never the name itself. */
export function Mark({ size }: MarkProps) {
  return (
    <svg class="portico-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="currentColor" fill-rule="evenodd" d={MARK_PATH} />
    </svg>
  )
}

/** The mark as a file of its own: white on the accent colour, as a browser's tab shows it. */
export function markFile(colour: string): string {
  const ground = `<rect width="40" height="40" rx="8" fill="${colour}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">${ground}<path transform="translate(4 3.5)" fill="#fff" fill-rule="evenodd" d="${MARK_PATH}"/></svg>`
}

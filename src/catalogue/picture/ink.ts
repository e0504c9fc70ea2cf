/** The house's colours, as `src/app/shell/styles/tokens.css` has them; a drawing that stands alone cannot look them up. */
export const INK = {
  accent: '#0b5a5e',
  accentDeep: '#073f43',
  accentSoft: '#e3efec',
  accentLine: '#9cc2bd',
  ink: '#1c2226',
  inkSoft: '#4a4b47',
  paper: '#ffffff',
  sheet: '#faf6ef',
  line: '#d9d0c1',
  lineStrong: '#6d675c',
  glow: '#f6d9a4',
  wrong: '#a8281f',
  right: '#17633f',
} as const

export const FONT = "'Source Sans 3 Variable', 'Source Sans 3', 'Noto Sans Arabic', Arial, sans-serif"

/** The tokens of app/tokens.css that a mail uses: mail programs know no variables. A test compares both. */

export const light = {
  surface: '#ffffff',
  border: '#e0e5e6',
  text: '#13191c',
  muted: '#515c62',
  accent: '#0f656b',
  'on-accent': '#ffffff',
  positive: '#17683a',
  negative: '#ae2218',
  background: '#f5f7f7',
  'chart-ink': '#1b767c',
  'chart-grid': '#e7ebec',
  'chart-tick': '#515c62',
  'chart-compare': '#848d92',
} as const

export const dark = {
  surface: '#14181b',
  border: '#262c30',
  text: '#e7ecee',
  muted: '#a6b0b5',
  accent: '#4fb9be',
  'on-accent': '#05201f',
  positive: '#63c98d',
  negative: '#f48c83',
  background: '#0e1113',
  'chart-ink': '#3d9da2',
  'chart-grid': '#242a2e',
  'chart-tick': '#a6b0b5',
  'chart-compare': '#7f898e',
} as const

export type Colours = Readonly<Record<keyof typeof light, string>>

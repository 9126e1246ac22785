/** How one browser likes to see Skillscope: cookies, so that the server draws it right the first time. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const THEME_COOKIE = 'skillscope-theme'
export const RAIL_COOKIE = 'skillscope-rail'

export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** null: never chosen, so every page has what suits it. */
export function parseRail(value: string | undefined): boolean | null {
  return value === undefined ? null : value === '1'
}

/** Browser only. A year, this site only, no secret in it. */
export function remember(name: string, value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}

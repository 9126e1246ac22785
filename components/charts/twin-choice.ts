/** Which charts of a page are shown as tables; a page must know this parameter (refuseUnknown). */
export const tablesParam = 'tables'

export function shownAsTable(search: string, chart: string): boolean {
  return list(new URLSearchParams(search)).includes(chart)
}

/** The address with this chart switched over. */
export function withTwin(search: string, chart: string): string {
  const params = new URLSearchParams(search)
  const others = list(params).filter((id) => id !== chart)
  const next = shownAsTable(search, chart) ? others : [...others, chart]
  if (next.length === 0) params.delete(tablesParam)
  else params.set(tablesParam, next.join(','))
  return params.size === 0 ? '' : `?${params}`
}

function list(params: URLSearchParams): string[] {
  return (params.get(tablesParam) ?? '').split(',').filter((id) => id !== '')
}

/** Of a link to another state of the page: what the address says of these names by now stays said. */
export function keeping(href: string, search: URLSearchParams, names: readonly string[]): string {
  const [path = '', query = ''] = href.split('?', 2)
  const params = new URLSearchParams(query)
  for (const name of names) {
    params.delete(name)
    for (const value of search.getAll(name)) params.append(name, value)
  }
  return params.size > 0 ? `${path}?${params}` : path
}

/** Titles are known of the own teams' workspaces alone; another's is told apart by the start of its id. */
export function workspaceName(row: Readonly<Record<string, unknown>>): string {
  const name = String(row['content_name'] ?? '')
  const [, id] = /^Unknown workspace (.+)$/.exec(name) ?? []
  return id === undefined ? name : `Workspace ${id.slice(0, 4).toUpperCase()}`
}

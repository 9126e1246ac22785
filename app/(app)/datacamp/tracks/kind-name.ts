/** The kind of a track in words. */
export function kindName(kind: unknown): string {
  if (kind === 'custom') return 'Custom'
  if (kind === 'standard') return 'Standard'
  return 'Not live any more'
}

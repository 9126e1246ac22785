/** The kind of a track in words; undefined: as it is. */
export function kindName(kind: unknown): string | undefined {
  if (kind === 'custom') return 'Custom'
  if (kind === 'standard') return 'Standard'
  return 'Not live any more'
}

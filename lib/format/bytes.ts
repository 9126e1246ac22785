/** Sizes of files, in decimal units: "1.4 MB". */
import { formatDecimal } from './numbers'

export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 1_000_000) return `${formatDecimal(bytes / 1_000, bytes < 10_000 ? 1 : 0)} kB`
  if (bytes < 1_000_000_000) return `${formatDecimal(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)} MB`
  return `${formatDecimal(bytes / 1_000_000_000, 1)} GB`
}

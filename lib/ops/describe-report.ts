/** A verification for people: one line per part, below it what does not agree. */
import type { Difference, Part, Report } from '@/lib/verify/report'

const plural = (number: number, word: string) => `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`

export function describeReport({ equal, complete, parts }: Report): string {
  const names = parts.map(titleOf)
  const widest = Math.max(...names.map((name) => name.length))
  const lines = parts.flatMap((part, index) => [
    `${symbolOf(part)} ${(names[index] ?? '').padEnd(widest)}  ${resultOf(part)}`,
    ...describeDifferences(part.differences),
    ...part.notes.map((note) => `    ${note}`),
  ])
  const all = parts.flatMap(({ differences }) => differences)
  const verdict = equal
    ? 'Everything that was compared is equal.'
    : all.every(({ movedOn }) => movedOn)
      ? 'The sources have moved on; the next refresh brings it.'
      : 'There are differences. A full refresh brings mirrors and rollups up to the source: skillscope refresh CONNECTOR --full'
  const missing = complete
    ? []
    : ['What is marked with ! could not be looked at. Run verify again when its reason is gone.']
  return [...lines, '', verdict, ...missing].join('\n')
}

const titleOf = ({ name, connectorId }: Part) => (connectorId ? `${name} (${connectorId})` : name)

function symbolOf({ leftOut, failed, differences }: Part): string {
  if (failed) return '!'
  if (leftOut !== null) return '–'
  return differences.length === 0 ? '✓' : '✗'
}

function resultOf({ leftOut, checked, differences }: Part): string {
  if (leftOut !== null) return leftOut
  const looked = `${plural(checked, 'check')}`
  return differences.length === 0 ? `${looked}, all equal` : `${looked}, ${plural(differences.length, 'difference')}`
}

function describeDifferences(differences: readonly Difference[]): string[] {
  const widest = Math.max(0, ...differences.map(({ subject }) => subject.length))
  return differences.flatMap(({ subject, message, rows, samples }) => {
    const more = rows > samples.length ? ', …' : ''
    const shown = samples.length > 0 ? [`    ${' '.repeat(widest)}    ${samples.join(', ')}${more}`] : []
    return [`    ${subject.padEnd(widest)}  ${message}`, ...shown]
  })
}

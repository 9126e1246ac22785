/** Codes of the SCORM standard in words. */

const kinds: Readonly<Record<string, string>> = {
  choice: 'Choice',
  'true-false': 'True or false',
  'fill-in': 'Fill in',
  'long-fill-in': 'Long text',
  matching: 'Matching',
  performance: 'Performance',
  sequencing: 'Sequence',
  likert: 'Scale',
  numeric: 'Number',
  other: 'Other',
}

/** "not_attempted" → "Not attempted"; what no standard knows is said as it stands. */
export const statusInWords = (status: string) => capital(status.replaceAll('_', ' '))

export function kindInWords(kind: unknown): string {
  if (typeof kind !== 'string') return 'Not said'
  return kinds[kind] ?? capital(kind.replaceAll('-', ' '))
}

/** "scorm", "scorm_2004", "HTML": what was uploaded. */
export function packageInWords(kind: unknown): string {
  if (typeof kind !== 'string') return 'Not said'
  return kind.replaceAll('_', ' ').replace(/\b(scorm|html|aicc|xapi)\b/gi, (word) => word.toUpperCase())
}

/** SCORM joins several answers by "[,]", pairs by "[.]" and ends of a range by "[:]", and says in braces how to compare. */
export function responseInWords(response: unknown): string {
  const text = typeof response === 'string' ? response.trim() : ''
  const words = text
    .replace(/^(\{(case_matters|order_matters|lang)=[^}]*\})+/, '')
    .replaceAll('[,]', ', ')
    .replaceAll('[.]', ' – ')
    .replaceAll('[:]', ' to ')
    .trim()
  return words === '' ? 'No response' : words
}

/** "neutral 3, 0.5 2" → "neutral (3), 0.5 (2)": what the module said, and how often. */
export const resultsInWords = (results: string) => results.replace(/ (\d+)(?=, |$)/g, ' ($1)')

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

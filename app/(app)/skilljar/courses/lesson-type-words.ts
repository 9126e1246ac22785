/** Kinds of lessons as people call them. */
const words: Readonly<Record<string, string>> = {
  ASSET: 'Video or file',
  HTML: 'Text',
  IE_EXAM: 'Proctored exam',
  MODULAR: 'Modular lesson',
  QUIZ: 'Quiz',
  SECTION: 'Section',
  VILT: 'Live session',
  WEB_PACKAGE: 'Web package or SCORM',
}

export function lessonTypeInWords(type: unknown): string {
  if (typeof type !== 'string') return 'Type not set'
  const plain = type.toLowerCase().replaceAll('_', ' ')
  return words[type] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
}

import { formatDuration } from '@/lib/format/durations'
import { formatCounted, narrowSpace } from '@/lib/format/numbers'
import type { DescribedQuiz } from '@/lib/metrics/described-quiz'

/** "8 questions · pass mark 70 % · up to 3 attempts · 20 min at most" */
export function aboutQuiz(quiz: DescribedQuiz): string {
  if (!quiz.isDescribed) return 'Skilljar delivers attempts at this quiz, and nothing about the quiz itself.'
  const { questions, banks, passing, maxAttempts, timeLimitSeconds, isRandom, drawn } = quiz
  const parts = [
    questions > 0 && formatCounted(questions, 'question', 'questions'),
    drawn !== null && `${drawn} of them drawn at random`,
    isRandom && drawn === null && 'in random order',
    banks > 0 && `questions from ${formatCounted(banks, 'bank', 'banks')}`,
    passing !== null && `pass mark ${passing} %`,
    maxAttempts === null ? 'any number of attempts' : `up to ${formatCounted(maxAttempts, 'attempt', 'attempts')}`,
    timeLimitSeconds === null ? 'no time limit' : `time limit ${inMinutes(timeLimitSeconds)}`,
    quiz.requiresCorrect && 'asks until the answer is right',
    quiz.isGradedByHand && 'partly graded by hand',
  ]
    .filter((part) => part !== false)
    .join(' · ')
  return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}`
}

const inMinutes = (seconds: number) =>
  seconds % 60 === 0 ? `${seconds / 60}${narrowSpace}min` : formatDuration(seconds)

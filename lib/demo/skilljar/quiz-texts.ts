/** Questions of the demo's quizzes, built around a topic of the course. */

export interface ChoiceText {
  readonly stem: string
  readonly right: string
  readonly wrong: readonly string[]
}

/** `{topic}` is replaced by the course's topic. */
export const choiceTexts: readonly ChoiceText[] = [
  {
    stem: 'A colleague asks you about “{topic}”. What do you do first?',
    right: 'Ask what they need it for',
    wrong: ['Forward the whole manual', 'Tell them to wait', 'Say it is not your task'],
  },
  {
    stem: 'Which statement about “{topic}” is true?',
    right: 'It concerns everyone who works with us',
    wrong: ['It concerns managers only', 'It was abolished last year', 'It is a matter of taste'],
  },
  {
    stem: 'Something about “{topic}” seems wrong. Whom do you tell?',
    right: 'The contact named in the guideline',
    wrong: ['Nobody, it will pass', 'Only friends at work', 'A journalist'],
  },
  {
    stem: 'What is the goal of “{topic}”?',
    right: 'To help us decide well',
    wrong: ['To fill a form', 'To save paper', 'To please the auditor'],
  },
  {
    stem: 'Which example fits “{topic}” best?',
    right: 'A short note that names owner and date',
    wrong: ['A long mail to all', 'A rumour in the kitchen', 'A photo of the whiteboard'],
  },
  {
    stem: 'How often should you review “{topic}”?',
    right: 'Whenever something important changes',
    wrong: ['Never', 'Every ten years', 'Only before an audit'],
  },
  {
    stem: 'Which risk is the most serious with “{topic}”?',
    right: 'Acting on information nobody checked',
    wrong: ['Too many colours', 'A meeting that ends early', 'A missing logo'],
  },
  {
    stem: 'What does the guideline say about exceptions to “{topic}”?',
    right: 'They need written approval',
    wrong: ['They are always fine', 'They are never possible', 'The youngest decides'],
  },
]

export const multipleTexts: readonly {
  readonly stem: string
  readonly right: readonly string[]
  readonly wrong: readonly string[]
}[] = [
  {
    stem: 'Which of these belong to “{topic}”? Choose all that apply.',
    right: ['A clear owner', 'A date'],
    wrong: ['A secret', 'A penalty'],
  },
  {
    stem: 'Which steps are part of “{topic}”? Choose all that apply.',
    right: ['Prepare', 'Carry out', 'Review'],
    wrong: ['Hope for the best'],
  },
]

export const blankTexts: readonly {
  readonly stem: string
  readonly accepted: readonly string[]
  readonly mistakes: readonly string[]
}[] = [
  {
    stem: 'Complete: what we do last in “{topic}” is the ____.',
    accepted: ['review', 'Review'],
    mistakes: ['start', 'revue', 'meeting', ''],
  },
]

export const freeformTexts: readonly string[] = [
  'Describe a situation from your work in which “{topic}” mattered, and what you would do differently today.',
  'Explain “{topic}” to a new colleague in five sentences.',
]

export const freeformAnswers: readonly string[] = [
  'Last month a customer called twice about the same delivery. I would now note owner and date at the first call.',
  'We had two versions of one document. Today I would agree on one place\nand tell everybody where it is.',
  'I would start with the purpose, then show one example, and ask for a question at the end.',
  'In our team nobody felt responsible.\tI would name one person and check after a week.',
  'Honestly I have not met such a situation yet, but the checklist would help me.',
]

export const graderFeedback: readonly string[] = [
  'Good example, and a clear next step.',
  'Correct. Think about whom else this concerns.',
  'Please be more specific about what you would do differently.',
  'This does not answer the question; see lesson 2 and try again.',
]

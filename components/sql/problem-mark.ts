/** A wavy line under the word at which the database stopped; it goes with the next change. */
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

/** In UTF-16 units; null takes the mark away. */
export const markAt = StateEffect.define<number | null>()

const wavy = Decoration.mark({ class: 'cm-problem' })

export const problemMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { docChanged, effects, state }) {
    const asked = effects.findLast((effect) => effect.is(markAt))
    if (!asked) return docChanged ? Decoration.none : marks
    if (asked.value === null || state.doc.length === 0) return Decoration.none
    // At the end of the text there is no word: its last character carries the line.
    const from = Math.min(asked.value as number, state.doc.length - 1)
    const word = state.wordAt(from)
    return Decoration.set([wavy.range(word?.from ?? from, word?.to ?? from + 1)])
  },
  provide: (field) => EditorView.decorations.from(field),
})

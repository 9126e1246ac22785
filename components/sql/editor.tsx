'use client'

import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { PostgreSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, indentOnInput } from '@codemirror/language'
import { EditorState, Prec, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { useEffect, useRef, type Ref } from 'react'
import { useImperativeHandle } from 'react'
import type { SqlTable } from '@/lib/sql/tables'
import { schemaOf } from './completion'
import type { Draft } from './draft'
import { look } from './editor-look'
import { markAt, problemMark } from './problem-mark'

export interface EditorHandle {
  /** At the cursor, with the focus. */
  insert(text: string): void
  /** Puts the cursor there. */
  goTo(position: number): void
  /** Everything that stands there; Ctrl Z brings it back. */
  replace(text: string): void
}

interface EditorProps {
  ref: Ref<EditorHandle>
  start: string
  /** Read once, in place of the start. */
  draft: Draft
  tables: readonly SqlTable[]
  /** Where the database stopped; null: nowhere. */
  problemAt: number | null
  describedBy: string
  onChange: (text: string) => void
  onRun: () => void
}

/** CodeMirror in a page of React: it keeps its own text, and tells of every change. */
export function Editor({ ref, start, draft, tables, problemAt, describedBy, onChange, onRun }: EditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const heard = useRef({ onChange, onRun })
  useEffect(() => {
    heard.current = { onChange, onRun }
  })
  useEffect(() => {
    if (!place.current) return
    const doc = draft.read() ?? start
    const run = () => (heard.current.onRun(), true)
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc,
        selection: { anchor: doc.length },
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          ...base,
          sql({ dialect: PostgreSQL, schema: schemaOf(tables) }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) heard.current.onChange(update.state.doc.toString())
          }),
          EditorView.contentAttributes.of({ 'aria-label': 'Statement', 'aria-describedby': describedBy }),
          EditorView.cspNonce.of(document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''),
        ],
      }),
    })
    view.current = made
    if (doc !== start) heard.current.onChange(doc)
    return () => made.destroy()
    // The page gives an editor of another statement another key.
  }, [start, draft, tables, describedBy])
  useEffect(() => {
    view.current?.dispatch({ effects: markAt.of(problemAt) })
  }, [problemAt])
  useImperativeHandle(ref, () => ({
    insert(text) {
      view.current?.dispatch(view.current.state.replaceSelection(text))
      view.current?.focus()
    },
    goTo(position) {
      const anchor = Math.min(position, view.current?.state.doc.length ?? 0)
      view.current?.dispatch({ selection: { anchor }, scrollIntoView: true })
      view.current?.focus()
    },
    replace(text) {
      view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: text } })
      view.current?.focus()
    },
  }))
  return (
    <div
      ref={place}
      className="min-w-0 overflow-hidden rounded-control border border-control bg-surface focus-within:outline-2 focus-within:outline-focus"
    />
  )
}

/** After Esc, Tab leaves the editor: CodeMirror lets it through then. */
const base: readonly Extension[] = [
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion(),
  highlightActiveLine(),
  problemMark,
  look,
  placeholder('select … from datacamp.course_fact'),
  EditorView.lineWrapping,
  keymap.of([
    { key: 'Tab', run: acceptCompletion },
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...historyKeymap,
    indentWithTab,
    ...defaultKeymap,
  ]),
]

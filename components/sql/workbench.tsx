'use client'

import { ListTree, Play, Square } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Popover } from '@/components/ui/popover'
import type { FormAction } from '@/lib/authz/action'
import type { ChartChoice, KeptQuery } from '@/lib/sql/queries'
import type { SqlTable } from '@/lib/sql/tables'
import { draftOf } from './draft'
import { Editor, type EditorHandle } from './editor'
import { OutcomeCard } from './outcome-card'
import { ProblemNote } from './problem-note'
import { QueryMenu } from './query-menu'
import { SaveQuery } from './save-query'
import { TableList } from './table-list'
import { useStatement } from './use-statement'

interface WorkbenchProps {
  /** Whose drafts are kept. */
  person: string
  opened: KeptQuery | null
  queries: readonly KeptQuery[]
  tables: readonly SqlTable[]
  save: FormAction
  remove: FormAction
  /** Has a statement's answer made in the background. */
  queue: FormAction
}

/** Writing a statement, running it, and looking at what comes back. */
export function Workbench({ person, opened, queries, tables, save, remove, queue }: WorkbenchProps) {
  const start = opened?.statement ?? ''
  const [text, setText] = useState(start)
  const draft = useMemo(() => draftOf(person, opened?.id ?? null), [person, opened?.id])
  const [chart, setChart] = useState<ChartChoice | null>(opened?.chart ?? null)
  const { outcome, send, cancel } = useStatement()
  const editor = useRef<EditorHandle>(null)
  const hint = useId()
  const running = outcome.kind === 'running'
  const refused = outcome.kind === 'refused' ? outcome : null
  const write = (written: string) => {
    setText(written)
    if (written === start) draft.forget()
    else draft.write(written)
  }
  const keep: FormAction = async (previous, form) => {
    const result = await save(previous, form)
    if (result.ok) draft.forget()
    return result
  }
  const list = <TableList tables={tables} onPick={(name) => editor.current?.insert(name)} />
  return (
    <div className="grid min-w-0 gap-4 charts:grid-cols-[minmax(0,1fr)_280px]">
      <div className="flex min-w-0 flex-col gap-4">
        <Card
          title={opened ? opened.name : 'Statement'}
          about={opened && (opened.about || (opened.mine ? undefined : `Shared by ${opened.owner}`))}
          tools={<QueryMenu queries={queries} opened={opened} />}
        >
          <Editor
            ref={editor}
            start={start}
            draft={draft}
            tables={tables}
            problemAt={refused?.refusal.position ?? null}
            describedBy={hint}
            onChange={write}
            onRun={() => void send('run', text)}
          />
          <p id={hint} className="mt-1 text-small text-muted">
            Ctrl Enter or ⌘ Enter runs it. Tab indents; press Esc, then Tab, to leave the editor. One statement, 15
            seconds at most, times in UTC.
          </p>
          {opened && text !== start && (
            <p className="mt-1 flex flex-wrap items-center gap-x-2 text-small text-muted">
              Not what is saved as “{opened.name}”.
              <Button kind="quiet" size="small" onClick={() => editor.current?.replace(start)}>
                Back to what is saved
              </Button>
            </p>
          )}
          {refused && (
            <ProblemNote refusal={refused.refusal} text={refused.statement} onGoTo={(at) => editor.current?.goTo(at)} />
          )}
          <div className="mt-3 flex flex-wrap items-center gap-2">
            {running ? (
              <Button kind="primary" icon={<Square aria-hidden />} onClick={cancel}>
                Cancel
              </Button>
            ) : (
              <Button kind="primary" icon={<Play aria-hidden />} onClick={() => void send('run', text)}>
                Run
              </Button>
            )}
            <Button
              disabled={running}
              title="What the database would do to answer, without doing it"
              onClick={() => void send('plan', text)}
            >
              Explain
            </Button>
            <SaveQuery opened={opened} statement={text} chart={chart} save={keep} remove={remove} />
            <span className="charts:hidden">
              <Popover
                label="Tables"
                className="w-96"
                trigger={<Button icon={<ListTree aria-hidden />}>Tables</Button>}
              >
                {list}
              </Popover>
            </span>
          </div>
        </Card>
        <OutcomeCard outcome={outcome} opened={opened} chart={chart} onChart={setChart} queue={queue} />
      </div>
      <Card
        title="Tables"
        about="Plus puts a table at the cursor; open it for its columns."
        className="self-start max-charts:hidden"
      >
        {list}
      </Card>
    </div>
  )
}

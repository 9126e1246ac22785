import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input, NativeSelect } from '@/components/ui/input'
import type { AuditFilter } from '@/lib/audit/address'
import type { Named } from '@/lib/audit/names'
import { actionGroups, actionWords } from './action-words'
import { outcomeWords } from './entry-table'

const groupOf = (action: string) => action.split('.')[0] ?? ''

/** A plain form whose answer is an address; it works before the page is alive in the browser. */
export function AuditFilterForm({ filter, actors }: { filter: AuditFilter; actors: readonly Named[] }) {
  return (
    <form
      action="/admin/audit"
      data-print="hide"
      aria-label="Filter"
      className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-end gap-3"
    >
      <Field label="From">
        <Input type="date" name="from" defaultValue={filter.from ?? ''} />
      </Field>
      <Field label="To">
        <Input type="date" name="to" defaultValue={filter.to ?? ''} />
      </Field>
      <Field label="Who">
        <NativeSelect name="actor" defaultValue={filter.actor ?? ''}>
          <option value="">Everybody</option>
          <option value="system">Skillscope itself</option>
          <option value="anonymous">Not signed in</option>
          <Actors label="People" actors={actors.filter(({ kind }) => kind === 'user')} />
          <Actors label="Tokens" actors={actors.filter(({ kind }) => kind === 'token')} />
        </NativeSelect>
      </Field>
      <Field label="What">
        <NativeSelect name="action" defaultValue={filter.action ?? ''}>
          <option value="">Everything</option>
          {Object.entries(actionGroups).map(([group, label]) => (
            <optgroup key={group} label={label.replace(/^All /, '')}>
              <option value={group}>{label}</option>
              {Object.entries(actionWords)
                .filter(([action]) => groupOf(action) === group)
                .map(([action, words]) => (
                  <option key={action} value={action}>
                    {words}
                  </option>
                ))}
            </optgroup>
          ))}
        </NativeSelect>
      </Field>
      <Field label="Of what">
        <Input name="subject" placeholder="Part of it, or an id" defaultValue={filter.subject ?? ''} />
      </Field>
      <Field label="Outcome">
        <NativeSelect name="outcome" defaultValue={filter.outcome ?? ''}>
          <option value="">Any</option>
          {Object.entries(outcomeWords).map(([outcome, words]) => (
            <option key={outcome} value={outcome}>
              {words}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <div>
        <Button type="submit" kind="primary">
          Show
        </Button>
      </div>
    </form>
  )
}

function Actors({ label, actors }: { label: string; actors: readonly Named[] }) {
  if (actors.length === 0) return null
  return (
    <optgroup label={label}>
      {actors.map(({ id, name, note }) => (
        <option key={id} value={id}>
          {note ? `${name} (${note})` : name}
        </option>
      ))}
    </optgroup>
  )
}

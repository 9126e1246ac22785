import { Field } from '@/components/ui/field'
import { NativeSelect } from '@/components/ui/input'
import { formatIds, formats } from '@/lib/format/file-format'

export function FormatField() {
  return (
    <Field label="Format" className="w-64">
      <NativeSelect name="format" defaultValue="xlsx">
        {formatIds.map((id) => (
          <option key={id} value={id}>
            {formats[id].label}
          </option>
        ))}
      </NativeSelect>
    </Field>
  )
}

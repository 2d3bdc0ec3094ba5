// What stands there until the list of choices has come? A field of the same size that says what is chosen.
import { lazy, type Ref, Suspense } from 'react'
import { Input } from 'antd'
import type { RefSelectProps, SelectProps } from 'antd'
import { textWidth } from '#web/parts/text-width.ts'

const Select = lazy(() => import('./select.ts'))

type Option = NonNullable<SelectProps['options']>[number]

/** antd's Select, loaded when it is first shown: a page that only shows values does without it. */
export function Picker<Value = unknown, One extends Option = Option>(
  props: SelectProps<Value, One> & { ref?: Ref<RefSelectProps> },
) {
  const { id, size, className } = props
  const said = labelOf(props.options, props.value)
  // As wide as the list will be: without a width of its own, as what is chosen.
  const style = props.style ?? { width: Math.round(textWidth(said, 13)) + 44 }
  return (
    <Suspense
      fallback={
        <Input
          disabled
          {...(id ? { id } : {})}
          {...(size ? { size } : {})}
          style={style}
          {...(said ? { value: said } : {})}
          {...(className ? { className } : {})}
          aria-label={props['aria-label']}
        />
      }
    >
      {/* `lazy` forgets that it is generic; the two types are the same component's. */}
      <Select {...(props as SelectProps)} />
    </Suspense>
  )
}

const labelOf = (options: readonly Option[] | undefined, value: unknown): string => {
  const label = options?.find((one) => one.value === value)?.label
  return typeof label === 'string' ? label : ''
}

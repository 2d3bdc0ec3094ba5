// What stands there until the list of choices has come? A field of the same size.
import { lazy, type Ref, Suspense } from 'react'
import { Input } from 'antd'
import type { RefSelectProps, SelectProps } from 'antd'

const Select = lazy(() => import('./select.ts'))

type Option = NonNullable<SelectProps['options']>[number]

/** antd's Select, loaded when it is first shown: a page that only shows values does without it. */
export function Picker<Value = unknown, One extends Option = Option>(
  props: SelectProps<Value, One> & { ref?: Ref<RefSelectProps> },
) {
  const { id, size, style, className } = props
  return (
    <Suspense
      fallback={
        <Input
          disabled
          {...(id ? { id } : {})}
          {...(size ? { size } : {})}
          {...(style ? { style } : {})}
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

// How are phone, e-mail and web address shown and typed? As text that one can call, write to, open.
import type { FieldParts } from './field-parts.ts'
import { Fragment } from 'react'
import { asText, TextFilter, TextInput, textOperators } from './text.tsx'

export const phone: FieldParts<'phone'> = {
  Cell: ({ value, place }) => {
    const text = asText(value)
    return place === 'page' && text ? (
      <a href={`tel:${text.replace(/[^\d+]/g, '')}`}>{text}</a>
    ) : (
      <>{text}</>
    )
  },
  Input: ({ field: _, ...props }) => <TextInput {...props} kind="tel" />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 120,
  operators: textOperators,
}

/** May break after @, a dot or a slash, rather than within a word. */
const breakable = (text: string) =>
  text.split(/(?<=[@./])/).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))

export const email: FieldParts<'email'> = {
  Cell: ({ value, place }) => {
    const text = asText(value)
    return place === 'page' && text ? (
      <a href={`mailto:${encodeURIComponent(text)}`}>{breakable(text)}</a>
    ) : (
      <>{text}</>
    )
  },
  // Not type=email: browsers refuse Chinese addresses there and trim what is typed.
  Input: ({ field: _, ...props }) => <TextInput {...props} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 180,
  operators: textOperators,
}

/** Only addresses of the web become links; `javascript:` and its like stay text. */
const isWeb = (text: string): boolean => /^https?:\/\//i.test(text)

export const url: FieldParts<'url'> = {
  Cell: ({ value, place }) => {
    const text = asText(value)
    if (place === 'grid' || !isWeb(text)) return <>{text}</>
    return (
      <a href={text} target="_blank" rel="noreferrer noopener">
        {breakable(text.replace(/^https?:\/\//i, ''))}
      </a>
    )
  },
  Input: ({ field: _, ...props }) => <TextInput {...props} />,
  Filter: ({ field: _, ...props }) => <TextFilter {...props} />,
  width: 180,
  operators: textOperators,
}

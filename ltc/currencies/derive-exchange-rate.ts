// What is a rate called? By its currency and its day.
import type { ObjectDef } from '#kernel/object.ts'
import { text } from '../read.ts'

export const deriveExchangeRate: NonNullable<ObjectDef['derive']> = (ctx, row) => ({
  name: [text(row, 'currency'), text(row, 'on') ?? ctx.today].filter(Boolean).join(' '),
})

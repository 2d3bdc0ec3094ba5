// What is a record of an object to code that reads it, and what are values on their way into one?

export type Row = {
  readonly id: string
  readonly version: number
  readonly [field: string]: unknown
}
export type Values = { readonly [field: string]: unknown }

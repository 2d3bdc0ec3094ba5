// Is it a JSON object, or one of the other things that arrive as JSON?

export type Json = Readonly<Record<string, unknown>>

export const isJsonObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What was given, as an object; what is none is an empty one, so that each part can be asked for. */
export const jsonObject = (value: unknown): Json => (isJsonObject(value) ? value : {})

// Which files does a record have when an action brings more? Those that were there, and what comes behind them.

/** As `evidence`; nothing where nothing comes. */
export const withEvidence = (there: unknown, more: unknown): { evidence?: unknown } => {
  const added = filesIn(more)
  return added.length ? { evidence: [...filesIn(there), ...added] } : {}
}

export const filesIn = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : typeof value === 'string' ? (JSON.parse(value) as unknown[]) : []

// Which seeds have found something? They are run again with `--again`; each has a test of its own where one was possible.

export const failedSeeds: readonly number[] = [
  1, // work of a killed process lay for two minutes
  102, // rows stayed locked for a minute behind a link that had died unseen
  7101, // a begun import lost its file because its sender could not be answered
  500, // an import was given up because it had been disturbed five times
]

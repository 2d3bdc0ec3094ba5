// Which seeds have found something? They are run again with `--again`; each has a test of its own where one was possible.

export const failedSeeds: readonly number[] = []

// Where does an uploaded file lie? In the data folder, by its id, spread over some hundred folders.
import { join } from 'node:path'

/** `id` is a checked UUID: nothing else ever becomes a path. */
export const filePath = (dataFolder: string, id: string): string =>
  join(dataFolder, 'files', id.slice(-2), id)

// The types of node-flags.mjs, for files that are TypeScript.
export declare const compiledHere: { readonly NODE_COMPILE_CACHE: string }
export declare const serverFlags: readonly string[]

// Figures and facts in Node: import { render, shape } from 'convarith'

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ConvarithError, loadConvarith, problemsIn, warningsIn } from './convarith.mjs'

export { ConvarithError, loadConvarith, problemsIn, warningsIn }

const beside = name => new URL(name, import.meta.url)

/** Makes a module of one's own ready. */
export function load(options = {}) {
  const factory = createRequire(import.meta.url)('./convarith_core.js')
  return loadConvarith(factory, readFileSync(beside('convarith_core.wasm')), options)
}

let shared
/** The module that all of the functions below share. */
export const convarith = () => (shared ??= load())

export const run = async (words, options) => (await convarith()).run(words, options)
export const render = async (request, format, options) => (await convarith()).render(request, format, options)
export const describe = async (request, options) => (await convarith()).describe(request, options)
export const shape = async (request, options) => (await convarith()).shape(request, options)
export const tables = async () => (await convarith()).tables()

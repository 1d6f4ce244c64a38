// Runs the same command line natively and in WebAssembly, each in a folder of its own.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const PROGRAM = process.env.CONVARITH
export const PACKAGE = process.env.PACKAGE

export function temporaryFolder(test) {
  const folder = mkdtempSync(path.join(tmpdir(), 'convarith-wasm-'))
  test.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** All files below a folder, by name. */
export function filesIn(folder, prefix = '', files = new Map()) {
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name)
    if (statSync(file).isDirectory()) filesIn(file, `${prefix}${name}/`, files)
    else files.set(prefix + name, readFileSync(file))
  }
  return files
}

function run(program, words, cwd, input = '') {
  const done = spawnSync(program, words, { cwd, input, maxBuffer: 1 << 28 })
  return { code: done.status, stdout: done.stdout, stderr: done.stderr.toString() }
}

export const runNatively = (words, cwd, input) => run(PROGRAM, words, cwd, input)
export const runInNode = (words, cwd, input) =>
  run(process.execPath, [path.join(PACKAGE, 'cli.mjs'), ...words], cwd, input)

/** A generator of numbers from 0 to `below` - 1, the same everywhere. */
export function randomNumbers(seed) {
  let state = seed >>> 0
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

export function expectSameFiles(ours, natives, what) {
  assert.deepEqual([...ours.keys()].sort(), [...natives.keys()].sort(), what)
  for (const [name, bytes] of natives) assert.ok(bytes.equals(ours.get(name)), `${what}: ${name} differs`)
}

let convarith

/** Compares one command line; the module's files are in memory, those of the program in `folder`, which is emptied before. */
export async function compare(words, folder) {
  convarith ??= await (await import(path.resolve(PACKAGE, 'index.mjs'))).load()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const line = words.join(' ')
  const native = runNatively(words, folder)
  const done = convarith.run(words)
  assert.equal(done.stderr, native.stderr, line)
  assert.equal(done.code, native.code, line)
  assert.ok(native.stdout.equals(done.stdout), `${line}: standard output differs`)
  expectSameFiles(new Map([...done.files].map(([name, bytes]) => [name, Buffer.from(bytes)])), filesIn(folder), line)
  return native
}

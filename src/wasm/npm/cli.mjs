#!/usr/bin/env node
// The command line on the files of the machine, with the messages and exit codes of the program.

import { load } from './index.mjs'
import { useRealFiles } from './real_files.mjs'

// Options whose values are texts that people read, or layers, in which a backslash is one.
const TEXTS = ['--title', '--caption', '--layer', '--classes']

/** Paths of Windows as the module knows them, with slashes. */
function withSlashes(word, i, words) {
  const isText = TEXTS.includes(words[i - 1]) || TEXTS.some(flag => word.startsWith(flag + '='))
  return isText ? word : word.replaceAll('\\', '/')
}

const words = process.argv.slice(2)
const convarith = await load({ umask: process.umask(), start: useRealFiles })
process.exitCode = convarith.call(process.platform === 'win32' ? words.map(withSlashes) : words)

// Puts the npm package together: node pack.mjs BUILD PACKAGE
// BUILD has convarith_core.{js,wasm}; the types are made of the tables of the program, so that they list what it takes.

import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const [build, target] = process.argv.slice(2)
const here = path.dirname(fileURLToPath(import.meta.url))
const root = path.resolve(here, '../../..')

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const copy = (folder, ...names) => names.forEach(name => copyFileSync(path.join(folder, name), path.join(target, name)))
copy(build, 'convarith_core.js', 'convarith_core.wasm')
copy(path.join(here, '..'), 'convarith.mjs')
copy(here, 'cli.mjs', 'index.mjs', 'real_files.mjs', 'README.md')
copy(root, 'LICENSE', 'NOTICE')

const { tables } = await import(path.join(path.resolve(target), 'index.mjs'))
const known = await tables()
const files = ['cli.mjs', 'convarith.mjs', 'convarith_core.js', 'convarith_core.wasm', 'index.d.ts', 'index.mjs', 'real_files.mjs', 'NOTICE']
const manifest = {
  name: 'convarith',
  version: known.version,
  description: 'Animations and figures of convolution arithmetic, as GIF, SVG, PNG, TikZ, JSON and interactive pages',
  keywords: ['convolution', 'deep-learning', 'animation', 'visualization', 'svg', 'gif'],
  license: 'MIT',
  bin: { convarith: 'cli.mjs' },
  exports: { '.': { types: './index.d.ts', default: './index.mjs' }, './core': './convarith.mjs', './convarith_core.js': './convarith_core.js', './convarith_core.wasm': './convarith_core.wasm' },
  types: './index.d.ts',
  engines: { node: '>=18' },
  files,
}
writeFileSync(path.join(target, 'package.json'), JSON.stringify(manifest, null, 2) + '\n')

const union = words => words.map(word => JSON.stringify(word)).join(' | ')
const TYPES = {
  text: 'string', sizes: 'number | string | number[]', padding: 'number | string | number[] | [number, number][]', switch: 'boolean',
  whole: 'number', number: 'number', numbers: 'string | unknown[]', steps: 'string | number', strip: "number | 'all'",
  width: 'number | string', scale: 'string', model: 'string', tensors: 'Record<string, unknown[]>', list: 'string | string[]',
}
function typeOf({ kind, choices }) {
  if (kind === 'word') return union(choices)
  // Other words than the choices are files, colours or texts.
  return choices && kind === 'text' ? `${union(choices)} | (string & {})` : TYPES[kind]
}
const members = known.fields
  .filter(field => field.flags)
  .map(field => `  /** ${field.help}; \`${field.flags}\` */\n  ${field.key}?: ${typeOf(field)}`)
writeFileSync(
  path.join(target, 'index.d.ts'),
  `/** A layer, and how it is drawn. Keys are those of presets; \`preset\` and \`layer\` say what they change. */
export interface Options {
  /** a built-in preset, or the content of a preset's file */
  preset?: Preset | Record<string, unknown>
  /** the layer as written in a program, such as 'nn.Conv2d(1, 1, 3)'; several form a model */
  layer?: string | string[]
${members.join('\n')}
}

export type Preset = ${union(known.presets.map(preset => preset.name))}
export type Format = ${union(known.formats.map(format => format.name))}
/** A preset's name, a layer's text, or options. */
export type Request = Preset | Options | (string & {})

/** Files that a request names, by name. */
export interface Files { files?: Record<string, string | Uint8Array> }

/** What was refused or failed: the exit code, and lines of messages. */
export class ConvarithError extends Error {
  code: number
  problems: string[]
}

/** Draws a figure: bytes or, for a format with files of single steps, those of each step. */
export function render(request: Request, format?: Format, options?: Files): Promise<Uint8Array | Uint8Array[]>

/** What is known of a figure before it is drawn. */
export interface Description {
  name: string
  alt: string
  warnings: string[]
  /** in bp, 1/72 in */
  width: number
  height: number
  first_step: number
  steps: number
  request: Record<string, unknown>
  command: string[]
}
export function describe(request: Request, options?: Files): Promise<Description>

/** The shapes, costs and receptive field of a layer, of several, or of a model, as \`convarith shape --json\` prints them. */
export function shape(request: Request, options?: Files): Promise<any>

export interface Done {
  code: number
  stdout: Uint8Array
  stderr: string
  files: Map<string, Uint8Array>
}
/** Runs a whole command line on files in memory. */
export function run(words: string[], options?: Files & { stdin?: string | Uint8Array }): Promise<Done>

/** Fields, formats, views, themes and presets as data. */
export function tables(): Promise<any>
export function problemsIn(stderr: string): string[]
export function warningsIn(stderr: string): string[]
`,
)

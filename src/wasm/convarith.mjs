// The command line in JavaScript: the same words in, the same bytes and messages out as those of the program. It needs neither the
// network nor files, and runs in browsers, in workers and in Node:
//
//   const convarith = await loadConvarith(convarithCore, wasmBinary)   // of convarith_core.js, and the bytes of convarith_core.wasm
//   convarith.run(['render', '-n', '5', '-k', '3', '-o', 'a.svg'])     // { code: 0, stdout, stderr: '…', files: Map { 'a.svg' => bytes } }
//   convarith.render({ n: 5, k: 3 }, 'svg')                            // bytes; throws a ConvarithError with the lines of messages
//   convarith.describe({ n: 5, k: 3 })                                 // { name, alt, warnings, steps, request, command, … }
//   convarith.shape({ n: 5, k: 3 })                                    // what `convarith shape --json` prints
//   convarith.tables()                                                 // fields, formats, views, themes, presets, … as data
//
// A request is the name of a preset, the text of a layer such as 'nn.Conv2d(1, 1, 3)', or an object whose keys are those of presets,
// where `preset` (a name or an object) and `layer` (a text, or several) say what the other keys change.

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** What was refused or failed. `code` is the exit code, `problems` are lines of messages without "convarith: error: ". */
export class ConvarithError extends Error {
  constructor(code, stderr) {
    const problems = problemsIn(stderr)
    super(problems.join('\n'))
    this.name = 'ConvarithError'
    this.code = code
    this.problems = problems
  }
}

/** Messages of one kind in what was written to standard error; lines that belong to a message follow it. */
function messagesIn(stderr, kind) {
  const messages = []
  let isOurs = false
  for (const line of stderr.split('\n')) {
    const begins = /^convarith: (error: |warning: )?/.exec(line)
    if (begins) isOurs = begins[1] === kind
    if (begins && isOurs) messages.push(line.slice(begins[0].length))
    else if (!begins && isOurs && line) messages[messages.length - 1] += '\n' + line
  }
  return messages
}

/** @returns {string[]} */
export const problemsIn = stderr => messagesIn(stderr, 'error: ')
/** @returns {string[]} */
export const warningsIn = stderr => messagesIn(stderr, 'warning: ')

/**
 * Makes the module ready. `factory` is `convarithCore` of convarith_core.js, `wasmBinary` the bytes of convarith_core.wasm. `umask`
 * is what new files must not allow, and `start` gets the module when it is ready; both matter only to who uses real files.
 */
export async function loadConvarith(factory, wasmBinary, { umask = 0o022, start = () => {} } = {}) {
  const streams = { stdin: new Uint8Array(), read: 0, stdout: [], stderr: [] }
  const core = await factory({
    wasmBinary,
    preRun: [module => module._convarith_umask(umask)],
    stdin: () => (streams.read < streams.stdin.length ? streams.stdin[streams.read++] : null),
    stdout: byte => void (byte !== null && streams.stdout.push(byte)),
    stderr: byte => void (byte !== null && streams.stderr.push(byte)),
  })
  start(core)
  return new Convarith(core, streams)
}

const FOLDER = '/work'

class Convarith {
  #core
  #streams
  #tables

  constructor(core, streams) {
    this.#core = core
    this.#streams = streams
  }

  /** The module of Emscripten. */
  get core() {
    return this.#core
  }

  /** What is known of flags, formats, views, themes and presets: see src/wasm/tables.hpp. */
  tables() {
    return (this.#tables ??= JSON.parse(this.#take(this.#core._convarith_tables())))
  }

  /**
   * Runs a command line, without the name of the program, in a folder of memory that has only `files`, by name.
   * @returns {{code: number, stdout: Uint8Array, stderr: string, files: Map<string, Uint8Array>}} `files` are those written
   */
  run(words, { files = {}, stdin = '' } = {}) {
    return this.#inFolder(files, stdin, () => ({ code: this.call(words) }))
  }

  /** Runs a command line where the module's files are. Returns the exit code; what is written stays in the streams. */
  call(words) {
    return this.#withWords(words, (count, list) => this.#core._convarith_run(count, list))
  }

  /**
   * Draws a request.
   * @returns {Uint8Array | Uint8Array[]} bytes, or those of each step for a format that has files of single steps
   */
  render(request, format = 'svg', { files = {} } = {}) {
    const { words, given } = this.#wordsOf(request, 'render')
    const done = this.run(['render', ...words, `--format=${format}`, '--quiet'], { files: { ...files, ...given } })
    if (done.code !== 0) throw new ConvarithError(done.code, done.stderr)
    const written = [...done.files.keys()].sort().map(name => done.files.get(name))
    return written.length === 1 ? written[0] : written
  }

  /** What is known of a request's figure before it is drawn: see src/wasm/description.hpp. */
  describe(request, { files = {} } = {}) {
    const { words, given } = this.#wordsOf(request, 'render')
    return this.describeWords(['render', ...words], { files: { ...files, ...given } })
  }

  /** The same of the words of a command line that begins with 'render'. */
  describeWords(words, { files = {} } = {}) {
    const done = this.#inFolder(files, '', () => {
      const text = this.#withWords(words, (count, list) => this.#core._convarith_describe(count, list))
      return { text: text ? this.#take(text) : '' }
    })
    if (!done.text) throw new ConvarithError(2, done.stderr)
    return JSON.parse(done.text)
  }

  /** The facts of a request's layer, layers or model. */
  shape(request, { files = {} } = {}) {
    const { words, given } = this.#wordsOf(request, 'shape')
    const done = this.run(['shape', ...words, '--json'], { files: { ...files, ...given } })
    if (done.code !== 0) throw new ConvarithError(done.code, done.stderr)
    return JSON.parse(decoder.decode(done.stdout))
  }

  /** The words of a request after the command, and the files that they name. */
  #wordsOf(request, command) {
    if (typeof request === 'string') request = request.includes('(') ? { layer: request } : { preset: request }
    const { preset, layer = [], ...fields } = request
    const words = []
    const given = {}
    if (typeof preset === 'string') words.push(`--preset=${preset}`)
    if (preset && typeof preset === 'object') {
      given['preset.json'] = JSON.stringify(preset, null, 2)
      words.push('--preset=preset.json')
    }
    for (const text of [layer].flat()) words.push(`--layer=${text}`)
    for (const [key, value] of Object.entries(fields)) words.push(...this.#flagOf(key, value, command))
    return { words, given }
  }

  #flagOf(key, value, command) {
    if (value === undefined || value === null) return []
    const snake = key.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase())
    const field = this.tables().fields.find(each => each.key === snake)
    if (!field || !field.flags) {
      throw new ConvarithError(2, `convarith: error: ${key}: there is no such option for ${command}; see tables().fields\n`)
    }
    const flag = field.flags.split(',').pop()
    if (field.kind === 'switch' && !field.metavar && value === true) return [flag]
    return [`${flag}=${textOf(value, field.kind)}`]
  }

  #take(pointer) {
    const text = this.#core.UTF8ToString(pointer)
    this.#core._free(pointer)
    return text
  }

  /** Calls with argc and argv of these words. */
  #withWords(words, action) {
    const core = this.#core
    const all = ['convarith', ...words].map(String)
    const pointers = all.map(word => {
      const size = core.lengthBytesUTF8(word) + 1
      const pointer = core._malloc(size)
      core.stringToUTF8(word, pointer, size)
      return pointer
    })
    const list = core._malloc(4 * (pointers.length + 1))
    pointers.concat(0).forEach((pointer, i) => core.setValue(list + 4 * i, pointer, '*'))
    try {
      return action(all.length, list)
    } finally {
      for (const pointer of [...pointers, list]) core._free(pointer)
    }
  }

  /** Does something in a folder that has only these files, and adds what it wrote. */
  #inFolder(files, stdin, action) {
    const { FS } = this.#core
    const streams = this.#streams
    Object.assign(streams, { stdin: bytesOf(stdin), read: 0, stdout: [], stderr: [] })
    remove(FS, FOLDER)
    FS.mkdir(FOLDER)
    for (const [name, bytes] of Object.entries(files)) {
      const folder = name.split('/').slice(0, -1).join('/')
      FS.mkdirTree(`${FOLDER}/${folder}`)
      FS.writeFile(`${FOLDER}/${name}`, bytesOf(bytes))
    }
    FS.chdir(FOLDER)
    const result = action()
    const written = new Map()
    collect(FS, FOLDER, written)
    for (const name of Object.keys(files)) written.delete(name)
    FS.chdir('/')
    remove(FS, FOLDER)
    return {
      ...result,
      stdout: Uint8Array.from(streams.stdout),
      stderr: decoder.decode(Uint8Array.from(streams.stderr)),
      files: written,
    }
  }
}

const bytesOf = content => (typeof content === 'string' ? encoder.encode(content) : content)

/** A value as it is written behind a flag. */
function textOf(value, kind) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (kind === 'numbers') return JSON.stringify(value)
  // A pair of sides for each axis is one list of sides; other lists of two or three are sizes.
  if (kind === 'padding') return value.some(Array.isArray) ? value.flat().join(',') : value.join('x')
  return value.join(kind === 'sizes' ? 'x' : ',')
}

function collect(FS, folder, files, prefix = '') {
  for (const name of FS.readdir(folder)) {
    if (name === '.' || name === '..') continue
    const path = `${folder}/${name}`
    if (FS.isDir(FS.stat(path).mode)) collect(FS, path, files, `${prefix}${name}/`)
    else files.set(prefix + name, FS.readFile(path))
  }
}

function remove(FS, folder) {
  if (!FS.analyzePath(folder).exists) return
  for (const name of FS.readdir(folder)) {
    if (name === '.' || name === '..') continue
    const path = `${folder}/${name}`
    if (FS.isDir(FS.stat(path).mode)) remove(FS, path)
    else FS.unlink(path)
  }
  FS.rmdir(folder)
}

// Lets the module of Emscripten work on the files of the machine instead of those in memory: its system calls end in functions of
// `FS`, and these are replaced here by calls of Node. Standard streams stay what they are, pipes and terminals too.

import fs from 'node:fs'
import path from 'node:path'
import { isatty } from 'node:tty'

// The numbers that WASI gives to errors of POSIX.
const NUMBERS = {
  EACCES: 2, EAGAIN: 6, EBADF: 8, EBUSY: 10, EDQUOT: 19, EEXIST: 20, EFBIG: 22, EINTR: 27, EINVAL: 28, EIO: 29, EISDIR: 31, ELOOP: 32,
  EMFILE: 33, ENAMETOOLONG: 37, ENFILE: 41, ENODEV: 43, ENOENT: 44, ENOMEM: 48, ENOSPC: 51, ENOTDIR: 54, ENOTEMPTY: 55, ENOTSUP: 58,
  ENOTTY: 59, ENXIO: 60, EPERM: 63, EPIPE: 64, EROFS: 69, ESPIPE: 70, ETXTBSY: 74, EXDEV: 75,
}

// What musl gives open(), in Node's words.
const FLAGS = [
  [0o100, fs.constants.O_CREAT], [0o200, fs.constants.O_EXCL], [0o1000, fs.constants.O_TRUNC], [0o2000, fs.constants.O_APPEND],
]
const DIRECTORY = 0o200000
const STANDARD = ['/dev/stdin', '/dev/stdout', '/dev/stderr']

/** Node has no O_CLOEXEC to ask for: nothing is executed. */
function flagsOfNode(flags) {
  let ours = flags & 3
  for (const [theirs, nodes] of FLAGS) if (flags & theirs) ours |= nodes
  return ours
}

/** Writes all bytes, also to a pipe whose reader is slow. */
function writeFully(descriptor, bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += fs.writeSync(descriptor, bytes, at)
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
  return bytes.length
}

function readSome(descriptor, bytes, position) {
  for (;;) {
    try {
      return fs.readSync(descriptor, bytes, 0, bytes.length, position)
    } catch (error) {
      // The end of a pipe on Windows is an error.
      if (error.code === 'EOF') return 0
      if (error.code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

/** Puts the functions in the place of those of a module's file system. */
export function useRealFiles({ FS }) {
  const nodeOf = (name, facts) => ({ id: facts.ino || 1, mode: facts.mode, path: name })
  const streamOf = (descriptor, name, flags, facts) =>
    FS.createStream({ descriptor, path: name, flags, node: nodeOf(name, facts), position: 0, isFile: facts.isFile() })

  const functions = {
    cwd: () => process.cwd(),
    chdir: folder => process.chdir(folder),
    open(name, flags, mode = 0o666) {
      const standard = STANDARD.indexOf(name)
      if (standard >= 0) return streamOf(standard, name, flags, fs.fstatSync(standard))
      const descriptor = fs.openSync(name, flagsOfNode(flags), mode)
      const facts = fs.fstatSync(descriptor)
      if (flags & DIRECTORY && !facts.isDirectory()) {
        fs.closeSync(descriptor)
        throw new FS.ErrnoError(NUMBERS.ENOTDIR)
      }
      return streamOf(descriptor, name, flags, facts)
    },
    close(stream) {
      FS.closeStream(stream.fd)
      // A duplicate of a standard stream shares it.
      if (stream.descriptor > 2) fs.closeSync(stream.descriptor)
    },
    llseek(stream, offset, whence) {
      const size = () => (stream.getdents ? 0 : fs.fstatSync(stream.descriptor).size)
      stream.position = offset + (whence === 1 ? stream.position : whence === 2 ? size() : 0)
      return stream.position
    },
    read(stream, buffer, offset, length) {
      const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length)
      const count = readSome(stream.descriptor, bytes, stream.isFile && stream.descriptor > 2 ? stream.position : null)
      stream.position += count
      return count
    },
    write(stream, buffer, offset, length) {
      const count = writeFully(stream.descriptor, new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length))
      stream.position += count
      return count
    },
    // Whoever maps a file into memory reads it where that can't be.
    mmap() {
      throw new FS.ErrnoError(NUMBERS.ENODEV)
    },
    stat: name => (STANDARD.includes(name) ? fs.fstatSync(STANDARD.indexOf(name)) : fs.statSync(name)),
    lstat: name => fs.lstatSync(name),
    chmod: (name, mode) => fs.chmodSync(name, mode),
    fchmod: (number, mode) => fs.fchmodSync(FS.getStream(number).descriptor, mode),
    mkdir: (name, mode) => fs.mkdirSync(name, mode),
    rmdir: name => fs.rmdirSync(name),
    unlink: name => fs.unlinkSync(name),
    rename: (from, to) => fs.renameSync(from, to),
    readlink: name => fs.readlinkSync(name),
    readdir: name => ['.', '..', ...fs.readdirSync(name)],
    lookupPath: (name, { parent = false, follow = false } = {}) => {
      const seen = parent ? path.dirname(name) : name
      return { path: seen, node: nodeOf(seen, follow ? fs.statSync(seen) : fs.lstatSync(seen)) }
    },
    lookupNode: (folder, name) => nodeOf(name, fs.lstatSync(path.join(folder.path, name))),
  }
  for (const [name, action] of Object.entries(functions)) {
    FS[name] = (...given) => {
      try {
        return action(...given)
      } catch (error) {
        if (error instanceof FS.ErrnoError || !error.code) throw error
        throw new FS.ErrnoError(NUMBERS[error.code] ?? NUMBERS.EIO)
      }
    }
  }
  for (const [number, name] of STANDARD.entries()) {
    FS.streams[number] = {
      fd: number, descriptor: number, path: name, flags: number ? 1 : 0, node: { id: 1, mode: 0 }, position: 0, tty: isatty(number),
    }
  }
}

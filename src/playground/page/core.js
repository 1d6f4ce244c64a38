/** Bytes of base 85: their number, the digits, and five digits for each four bytes (tools/playground.mjs). */
function bytesOfBase85(text) {
  const [count, digits, packed] = text.trim().split(" ");
  const values = new Uint8Array(128);
  for (let i = 0; i < 85; ++i) values[digits.charCodeAt(i)] = i;
  const bytes = new DataView(new ArrayBuffer((packed.length / 5) * 4));
  for (let at = 0; at < packed.length; at += 5) {
    let number = 0;
    for (let i = 0; i < 5; ++i) number = number * 85 + values[packed.charCodeAt(at + i)];
    bytes.setUint32((at / 5) * 4, number);
  }
  return new Uint8Array(bytes.buffer, 0, Number(count));
}

/** Starts the engine: `ask(question)` answers (playground/answers.hpp), `draw(question)` gives { bytes } or { problem }. */
async function startCore(packed) {
  const wasmBinary = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const engine = await convarithCore({ wasmBinary });
  /** Calls a function of src/wasm/calls.cpp. */
  function call(name, question) {
    const text = JSON.stringify(question);
    const size = engine.lengthBytesUTF8(text) + 1;
    const place = engine._malloc(size);
    engine.stringToUTF8(text, place, size);
    const found = engine[`_convarith_${name}`](place);
    engine._free(place);
    const length = new DataView(engine.HEAPU8.buffer).getUint32(found, true);
    const isMessage = engine.HEAPU8[found + 4] === 1;
    const bytes = engine.HEAPU8.slice(found + 5, found + 5 + length);
    engine._free(found);
    return { isMessage, bytes };
  }
  const textOf = (bytes) => new TextDecoder().decode(bytes);
  return {
    ask: (question) => JSON.parse(textOf(call("answer", question).bytes)),
    draw: (question) => {
      const { isMessage, bytes } = call("draw", question);
      return isMessage ? { problem: textOf(bytes) } : { bytes };
    },
  };
}

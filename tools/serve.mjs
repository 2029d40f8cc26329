// Serves a folder on this machine alone, compressed as static hosts do it: `node serve.mjs DIR PORT`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const kinds = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };
const squeeze = promisify(brotliCompress);
const squeezed = new Map();

/** A file as brotli, worked out once for each state of it. */
async function compressed(file, body) {
  const known = squeezed.get(file);
  if (known?.body.equals(body)) return known.small;
  const small = await squeeze(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  squeezed.set(file, { body, small });
  return small;
}

/** Answers requests with the files of a folder. */
export const filesOf = (folder) => async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(folder, path.endsWith(sep) ? join(path, "index.html") : path);
  try {
    const body = await readFile(file);
    const brotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream", "x-content-type-options": "nosniff",
      ...(brotli && { "content-encoding": "br", vary: "accept-encoding" }) });
    response.end(brotli ? await compressed(file, body) : body);
  } catch {
    response.writeHead(404).end("not found");
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port] = [process.argv[2], Number(process.argv[3])];
  const server = createServer(filesOf(folder));
  server.on("error", (error) => {
    console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another: make run PORT=8081` : error.message);
    process.exit(1);
  });
  server.listen(port, "127.0.0.1", () => console.log(`Open http://127.0.0.1:${port}/  (Ctrl C stops it)`));
}

// Serves a folder on this machine alone: `node serve.mjs DIR PORT`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const [folder, port] = [process.argv[2], Number(process.argv[3])];
const kinds = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
  ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json" };
const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(folder, path.endsWith(sep) ? join(path, "index.html") : path);
  try {
    const body = await readFile(file);
    response.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream", "x-content-type-options": "nosniff" });
    response.end(body);
  } catch {
    response.writeHead(404).end("not found");
  }
});
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another: make run PORT=8081` : error.message);
  process.exit(1);
});
server.listen(port, "127.0.0.1", () => console.log(`Open http://127.0.0.1:${port}/  (Ctrl C stops it)`));

#!/usr/bin/env node
// Reads a Yangke backup without Yangke: `node tools/read-backup.mjs FILE.ykb > branch.json`, the passphrase or the
// recovery code on standard input. FILE may be "-": then the first line of the input is the secret, the rest the file.
// No package is needed. The key takes about ten seconds here. docs/backup-format.md describes each step.
import { createDecipheriv, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const input = readFileSync(0);
const file = process.argv[2];
const line = file === "-" ? input.indexOf(10) : input.length;
const bytes = file === "-" ? input.subarray(line + 1) : readFileSync(file);
const secret = input.subarray(0, line).toString("utf8").trim().normalize("NFKC");
const fail = (why) => { console.error(why); process.exit(1); };
const sha256 = (...parts) => { const h = createHash("sha256"); parts.forEach((part) => h.update(part)); return h.digest(); };
const be32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const le32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n); return b; };

/** AES-256-GCM: twelve bytes of nonce, the sealed bytes, sixteen bytes of tag. */
function open(key, bound, sealed) {
  const cipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12));
  cipher.setAAD(bound);
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]);
}

// 1. The head: "YKB1", its length, JSON.
if (bytes.subarray(0, 4).toString() !== "YKB1") fail("not a backup of this form");
const headEnd = 8 + bytes.readUInt32BE(4);
const head = JSON.parse(bytes.subarray(8, headEnd));
const { envelope } = head;

// 2. The data key, from its slot in the envelope.
const code = recoverySecret(secret);
const slot = code ? "recovery" : "passphrase";
const opener = code ? sha256("yangke recovery 1", code)
  : argon2id(Buffer.from(secret, "utf8"), Buffer.from(envelope.salt, "hex"), envelope.kdf.m_kib, envelope.kdf.passes);
const slotBound = `yangke envelope ${envelope.form} ${envelope.of} ${envelope.kdf.m_kib} ${envelope.kdf.passes} ${envelope.salt} ${slot}`;
let key;
try { key = open(opener, Buffer.from(slotBound), Buffer.from(envelope[slot], "hex")); } catch { fail("the passphrase or code opens nothing"); }

// 3. The chunks, each bound to the head, its number and whether it is the last.
const chunks = [];
for (let at = headEnd; at < bytes.length;) {
  const size = bytes.readUInt32BE(at);
  if (at + 4 + size > bytes.length) fail("the file was cut");
  chunks.push(bytes.subarray(at + 4, at + 4 + size));
  at += 4 + size;
}
if (chunks.length !== head.chunks) fail("the file was cut");
const headHash = sha256(bytes.subarray(0, headEnd));
let content;
try {
  content = Buffer.concat(chunks.map((chunk, index) =>
    open(key, Buffer.concat([Buffer.from("yangke backup 1"), headHash, be32(index), Buffer.from([index + 1 === head.chunks ? 1 : 0])]), chunk)));
} catch { fail("the file was changed"); }

// 4. SHA-256 of the text, then the text as raw deflate.
const text = inflateRawSync(content.subarray(32));
if (!sha256(text).equals(content.subarray(0, 32))) fail("the text is not what was put in");
process.stdout.write(text);

/** The sixteen bytes of a printed code (Crockford's base 32, two check characters); nothing for a passphrase. */
function recoverySecret(typed) {
  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const digits = [...typed.toUpperCase()].filter((c) => /[0-9A-Z]/.test(c)).join("").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (digits.length !== 28 || /[^ -~]/.test(typed) || [...digits].some((digit) => !alphabet.includes(digit))) return undefined;
  let number = 0n;
  for (const digit of digits.slice(0, 26)) number = number * 32n + BigInt(alphabet.indexOf(digit));
  if (number >> 128n) return undefined;
  const bytes = Buffer.from(number.toString(16).padStart(32, "0"), "hex");
  const check = sha256("yangke recovery check", bytes);
  return digits.slice(26) === alphabet[check[0] % 32] + alphabet[check[1] % 32] ? bytes : undefined;
}

/** Blake2b of RFC 7693, slow and short: only a few hundred calls are needed. */
function blake2b(data, size) {
  const iv = [0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n, 0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n];
  const sigma = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0]];
  const mask = (1n << 64n) - 1n;
  const turn = (x, n) => ((x >> n) | (x << (64n - n))) & mask;
  const h = iv.slice();
  h[0] ^= 0x01010000n ^ BigInt(size);
  const blocks = Math.max(1, Math.ceil(data.length / 128));
  for (let block = 0; block < blocks; block += 1) {
    const last = block + 1 === blocks;
    const part = Buffer.alloc(128);
    data.copy(part, 0, block * 128, Math.min(data.length, block * 128 + 128));
    const m = Array.from({ length: 16 }, (_, i) => part.readBigUInt64LE(8 * i));
    const v = h.concat(iv);
    v[12] ^= BigInt(last ? data.length : block * 128 + 128);
    if (last) v[14] ^= mask;
    const mix = (a, b, c, d, x, y) => {
      v[a] = (v[a] + v[b] + x) & mask; v[d] = turn(v[d] ^ v[a], 32n); v[c] = (v[c] + v[d]) & mask; v[b] = turn(v[b] ^ v[c], 24n);
      v[a] = (v[a] + v[b] + y) & mask; v[d] = turn(v[d] ^ v[a], 16n); v[c] = (v[c] + v[d]) & mask; v[b] = turn(v[b] ^ v[c], 63n);
    };
    for (let round = 0; round < 12; round += 1) {
      const s = sigma[round % 10];
      mix(0, 4, 8, 12, m[s[0]], m[s[1]]); mix(1, 5, 9, 13, m[s[2]], m[s[3]]); mix(2, 6, 10, 14, m[s[4]], m[s[5]]); mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
      mix(0, 5, 10, 15, m[s[8]], m[s[9]]); mix(1, 6, 11, 12, m[s[10]], m[s[11]]); mix(2, 7, 8, 13, m[s[12]], m[s[13]]); mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (let i = 0; i < 8; i += 1) h[i] ^= v[i] ^ v[i + 8];
  }
  const out = Buffer.alloc(64);
  h.forEach((word, i) => out.writeBigUInt64LE(word, 8 * i));
  return out.subarray(0, size);
}

/** Argon2id of RFC 9106, version 1.3, one lane, 32 bytes. Words of 64 bits are two of 32: low, high. */
function argon2id(password, salt, memory, passes) {
  const long = (data, size) => {
    data = Buffer.concat([le32(size), data]);
    if (size <= 64) return blake2b(data, size);
    const parts = [];
    let hash = blake2b(data, 64);
    let left = size;
    while (left > 64) { parts.push(hash.subarray(0, 32)); left -= 32; hash = blake2b(hash, left > 64 ? 64 : left); }
    return Buffer.concat([...parts, hash]);
  };
  const h0 = blake2b(Buffer.concat([le32(1), le32(32), le32(memory), le32(passes), le32(0x13), le32(2), le32(password.length), password, le32(salt.length), salt, le32(0), le32(0)]), 64);
  const blocks = memory - (memory % 4);
  const M = new Uint32Array(blocks * 256);
  for (const first of [0, 1]) {
    const bytes = long(Buffer.concat([h0, le32(first), le32(0)]), 1024);
    for (let i = 0; i < 256; i += 1) M[first * 256 + i] = bytes.readUInt32LE(4 * i);
  }
  const R = new Uint32Array(256);
  const Q = new Uint32Array(256);
  // a += b + 2 · low(a) · low(b)
  const add = (a, b) => {
    const x = R[a], y = R[b];
    const xl = x & 0xffff, xh = x >>> 16, yl = y & 0xffff, yh = y >>> 16;
    const low = xl * yl, mid = xh * yl + (low >>> 16), mid2 = xl * yh + (mid & 0xffff);
    let pl = Math.imul(x, y) >>> 0, ph = (xh * yh + Math.floor(mid / 65536) + Math.floor(mid2 / 65536)) >>> 0;
    ph = ((ph << 1) | (pl >>> 31)) >>> 0; pl = (pl << 1) >>> 0;
    const sum = x + y + pl;
    R[a] = sum;
    R[a + 1] = R[a + 1] + R[b + 1] + ph + Math.floor(sum / 4294967296);
  };
  const turn = (d, a, n) => {
    const l = R[d] ^ R[a], h = R[d + 1] ^ R[a + 1];
    if (n === 32) { R[d] = h; R[d + 1] = l; }
    else if (n === 63) { R[d] = (l << 1) | (h >>> 31); R[d + 1] = (h << 1) | (l >>> 31); }
    else { R[d] = (l >>> n) | (h << (32 - n)); R[d + 1] = (h >>> n) | (l << (32 - n)); }
  };
  const mix = (a, b, c, d) => { add(a, b); turn(d, a, 32); add(c, d); turn(b, c, 24); add(a, b); turn(d, a, 16); add(c, d); turn(b, c, 63); };
  const round = (at) => {
    const [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = at;
    mix(a, e, i, m); mix(b, f, j, n); mix(c, g, k, o); mix(d, h, l, p);
    mix(a, f, k, p); mix(b, g, l, m); mix(c, h, i, n); mix(d, e, j, o);
  };
  const rows = Array.from({ length: 8 }, (_, r) => Array.from({ length: 16 }, (_, i) => 2 * (16 * r + i)));
  const columns = Array.from({ length: 8 }, (_, c) => Array.from({ length: 16 }, (_, i) => 2 * (16 * (i >> 1) + 2 * c + (i & 1))));
  // G(X, Y) into `out`; XORed with what is there after the first pass.
  const compress = (X, x, Y, y, out, at, over) => {
    for (let i = 0; i < 256; i += 1) Q[i] = R[i] = X[x + i] ^ Y[y + i];
    rows.forEach(round);
    columns.forEach(round);
    for (let i = 0; i < 256; i += 1) out[at + i] = (over ? out[at + i] : 0) ^ Q[i] ^ R[i];
  };
  const zero = new Uint32Array(256), asked = new Uint32Array(256), addresses = new Uint32Array(256);
  const segment = blocks / 4;
  for (let pass = 0; pass < passes; pass += 1)
    for (let slice = 0; slice < 4; slice += 1) {
      const blind = pass === 0 && slice < 2;
      asked.fill(0);
      [asked[0], asked[4], asked[6], asked[8], asked[10]] = [pass, slice, blocks, passes, 2];
      for (let i = 0; i < segment; i += 1) {
        if (blind && i % 128 === 0) {
          asked[12] += 1;
          compress(zero, 0, asked, 0, addresses, 0, false);
          compress(zero, 0, addresses.slice(), 0, addresses, 0, false);
        }
        if (pass === 0 && slice === 0 && i < 2) continue;
        const j = slice * segment + i;
        const before = (j === 0 ? blocks - 1 : j - 1) * 256;
        const chance = BigInt(blind ? addresses[2 * (i % 128)] : M[before]);
        const area = pass === 0 ? j - 1 : blocks - segment + i - 1;
        const back = Number((BigInt(area) * ((chance * chance) >> 32n)) >> 32n);
        const start = pass === 0 || slice === 3 ? 0 : (slice + 1) * segment;
        const from = (start + area - 1 - back) % blocks;
        compress(M, before, M, from * 256, M, j * 256, pass > 0);
      }
    }
  const last = Buffer.alloc(1024);
  for (let i = 0; i < 256; i += 1) last.writeUInt32LE(M[(blocks - 1) * 256 + i], 4 * i);
  return long(last, 32);
}

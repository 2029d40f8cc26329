// A ZIP container as spreadsheet programs write it: deflated as well as zlib can.
import { crc32, deflateRawSync } from "node:zlib";

/** The entries, name and bytes each, as one file. */
export function zipFile(entries) {
  const parts = [];
  const places = [];
  let at = 0;
  for (const [name, bytes] of entries) {
    const [path, packed] = [Buffer.from(name), deflateRawSync(bytes)];
    const facts = Buffer.alloc(26);
    [20, 0x800, 8, 0, 33].forEach((number, index) => facts.writeUInt16LE(number, index * 2));
    [crc32(bytes), packed.length, bytes.length].forEach((number, index) => facts.writeUInt32LE(number, 10 + index * 4));
    facts.writeUInt16LE(path.length, 22);
    places.push([facts, path, at]);
    parts.push(Buffer.from("PK\x03\x04"), facts, path, packed);
    at += 30 + path.length + packed.length;
  }
  const start = at;
  for (const [facts, path, place] of places) {
    const more = Buffer.alloc(14);
    more.writeUInt32LE(place, 10);
    parts.push(Buffer.from("PK\x01\x02\x14\x00"), facts, more, path);
    at += 46 + path.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(places.length, 8);
  end.writeUInt16LE(places.length, 10);
  end.writeUInt32LE(at - start, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...parts, end]);
}

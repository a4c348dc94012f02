// SPDX-License-Identifier: Apache-2.0

#include "CJSON.h"

#include <cstring>
#include <new>
#include <simdjson.h>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

using namespace simdjson;

constexpr uint64_t prime1 = 0x9E3779B185EBCA87ULL;
constexpr uint64_t prime2 = 0xC2B2AE3D27D4EB4FULL;
constexpr uint64_t prime3 = 0x165667B19E3779F9ULL;
constexpr uint64_t prime4 = 0x85EBCA77C2B2AE63ULL;
constexpr uint64_t prime5 = 0x27D4EB2F165667C5ULL;

inline uint64_t rotate(uint64_t x, int r) { return (x << r) | (x >> (64 - r)); }

inline uint64_t read64(const uint8_t *p) {
  uint64_t v;
  memcpy(&v, p, 8);
  return v;
}

inline uint32_t read32(const uint8_t *p) {
  uint32_t v;
  memcpy(&v, p, 4);
  return v;
}

inline uint64_t round64(uint64_t acc, uint64_t input) {
  return rotate(acc + input * prime2, 31) * prime1;
}

inline uint64_t avalanche(uint64_t h) {
  h ^= h >> 33;
  h *= prime2;
  h ^= h >> 29;
  h *= prime3;
  return h ^ (h >> 32);
}

/// XXH64 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
uint64_t hash64(const uint8_t *p, size_t length, uint64_t seed) {
  const uint8_t *end = p + length;
  uint64_t h;
  if (length >= 32) {
    uint64_t a = seed + prime1 + prime2, b = seed + prime2, c = seed, d = seed - prime1;
    for (; p + 32 <= end; p += 32) {
      a = round64(a, read64(p));
      b = round64(b, read64(p + 8));
      c = round64(c, read64(p + 16));
      d = round64(d, read64(p + 24));
    }
    h = rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
    for (uint64_t lane : {a, b, c, d}) h = (h ^ round64(0, lane)) * prime1 + prime4;
  } else {
    h = seed + prime5;
  }
  h += length;
  for (; p + 8 <= end; p += 8) h = rotate(h ^ round64(0, read64(p)), 27) * prime1 + prime4;
  if (p + 4 <= end) {
    h = rotate(h ^ (read32(p) * prime1), 23) * prime2 + prime3;
    p += 4;
  }
  for (; p < end; ++p) h = rotate(h ^ (*p * prime5), 11) * prime1;
  return avalanche(h);
}

bool isNumber(const char *p, const char *end) {
  if (p < end && *p == '-') ++p;
  if (p == end) return false;
  auto digits = [&] {
    const char *from = p;
    while (p < end && *p >= '0' && *p <= '9') ++p;
    return p > from;
  };
  if (*p == '0') {
    ++p;
  } else if (!digits()) {
    return false;
  }
  if (p < end && *p == '.') {
    ++p;
    if (!digits()) return false;
  }
  if (p < end && (*p == 'e' || *p == 'E')) {
    ++p;
    if (p < end && (*p == '+' || *p == '-')) ++p;
    if (!digits()) return false;
  }
  return p == end;
}

bool isHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

unsigned hexValue(const char *p) {
  unsigned v = 0;
  for (int i = 0; i < 4; ++i) {
    char c = p[i];
    v = v * 16 + unsigned(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
  }
  return v;
}

/// Whether every escape of a string is one that RFC 8259 has, and every surrogate is half of a pair.
bool hasValidEscapes(const char *p, const char *end) {
  while (p < end) {
    if (*p++ != '\\') continue;
    if (p == end) return false;
    char c = *p++;
    if (c == 'u') {
      if (end - p < 4) return false;
      for (int i = 0; i < 4; ++i)
        if (!isHex(p[i])) return false;
      unsigned unit = hexValue(p);
      p += 4;
      if (unit >= 0xDC00 && unit <= 0xDFFF) return false;
      if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (end - p < 6 || p[0] != '\\' || p[1] != 'u') return false;
        for (int i = 2; i < 6; ++i)
          if (!isHex(p[i])) return false;
        unsigned low = hexValue(p + 2);
        if (low < 0xDC00 || low > 0xDFFF) return false;
        p += 6;
      }
    } else if (!strchr("\"\\/bfnrt", c) || c == 0) {
      return false;
    }
  }
  return true;
}

}  // namespace

struct tarn_json_parser {
  ondemand::parser parser;
  std::vector<tarn_json_node> nodes;
  const char *text = nullptr;
  size_t length = 0;
  ondemand::document document;
  size_t max_depth = 0;
  size_t duplicates = 0;
  tarn_json_status status = TARN_JSON_OK;
  size_t offset = 0;

  bool fail(tarn_json_status s, size_t at) {
    status = s;
    offset = at;
    return false;
  }

  /// Where an object's member hashes go: members of meta that the lake keeps as columns do not count.
  enum Place { root, meta, elsewhere };

  bool walk(ondemand::value &value, size_t depth, Place place, uint64_t &hash) {
    std::string_view token = value.raw_json_token();
    size_t start = size_t(token.data() - text);
    size_t index = nodes.size();
    nodes.push_back({});
    nodes[index].start = uint32_t(start);
    char first = token.empty() ? 0 : token.front();
    if (first == '{' || first == '[') {
      if (depth >= max_depth) return fail(TARN_JSON_DEPTH, start);
      nodes[index].kind = first == '{' ? TARN_JSON_OBJECT : TARN_JSON_ARRAY;
      bool done = first == '{' ? walkObject(value, depth, place, hash)
                               : walkArray(value, depth, hash);
      if (!done) return false;
      nodes[index].end = uint32_t(endOfContainer());
    } else if (first == '"') {
      size_t to = token.rfind('"');
      if (to == 0) return fail(TARN_JSON_SYNTAX, start);
      if (!string(index, token.data() + 1, token.data() + to, TARN_JSON_STRING, hash)) return false;
    } else {
      // A scalar that is not read is skipped by the iterator when it moves on.
      while (!token.empty() && strchr(" \t\r\n", token.back())) token.remove_suffix(1);
      nodes[index].end = uint32_t(start + token.size());
      if (token == "true") {
        nodes[index].kind = TARN_JSON_TRUE;
      } else if (token == "false") {
        nodes[index].kind = TARN_JSON_FALSE;
      } else if (token == "null") {
        nodes[index].kind = TARN_JSON_NULL;
      } else if (isNumber(token.data(), token.data() + token.size())) {
        nodes[index].kind = TARN_JSON_NUMBER;
      } else {
        bool isNumeric = first == '-' || (first >= '0' && first <= '9');
        return fail(isNumeric ? TARN_JSON_NUMBER_FORMAT : TARN_JSON_SYNTAX, start);
      }
      hash = hash64(reinterpret_cast<const uint8_t *>(token.data()), token.size(), prime4);
    }
    nodes[index].next = uint32_t(nodes.size());
    return true;
  }

  bool walkArray(ondemand::value &value, size_t depth, uint64_t &hash) {
    ondemand::array array;
    if (value.get_array().get(array)) return failHere();
    uint64_t h = prime3;
    for (auto &&element : array) {
      ondemand::value item;
      if (std::move(element).get(item)) return failHere();
      uint64_t inner = 0;
      if (!walk(item, depth + 1, elsewhere, inner)) return false;
      h = round64(h, inner);
    }
    hash = avalanche(h + 1);
    return true;
  }

  /// The offset behind the bracket that was read last: what follows it is white space up to the next
  /// token, which is where the iterator stands.
  size_t endOfContainer() {
    const char *location;
    size_t at = length;
    if (!document.current_location().get(location)) at = size_t(location - text);
    while (at > 0 && text[at - 1] != '}' && text[at - 1] != ']') --at;
    return at;
  }

  bool failHere() {
    const char *location;
    size_t at = length;
    if (!document.current_location().get(location)) at = size_t(location - text);
    return fail(TARN_JSON_SYNTAX, at);
  }

  bool string(size_t index, const char *from, const char *to, uint8_t kind, uint64_t &hash) {
    nodes[index].start = uint32_t(from - text);
    nodes[index].end = uint32_t(to - text);
    nodes[index].kind = kind;
    if (memchr(from, '\\', size_t(to - from))) {
      nodes[index].flags |= TARN_JSON_ESCAPED;
      if (!hasValidEscapes(from, to)) return fail(TARN_JSON_STRING_FORMAT, size_t(from - text));
    }
    hash = hash64(reinterpret_cast<const uint8_t *>(from), size_t(to - from), prime1);
    return true;
  }

  bool walkObject(ondemand::value &container, size_t depth, Place place, uint64_t &hash) {
    ondemand::object object;
    if (container.get_object().get(object)) return failHere();
    // A sum does not depend on the order of the members.
    uint64_t h = 0;
    size_t counted = 0;
    std::vector<uint64_t> seen;
    std::unordered_set<uint64_t> manySeen;
    for (auto &&member : object) {
      ondemand::field field;
      if (std::move(member).get(field)) return failHere();
      const char *from = field.key().raw();
      const char *to = from;
      while (*to != '"') to += (*to == '\\') ? 2 : 1;
      size_t key = nodes.size();
      nodes.push_back({});
      uint64_t keyHash = 0;
      if (!string(key, from, to, TARN_JSON_KEY, keyHash)) return false;
      nodes[key].next = uint32_t(key + 1);
      if (isSeen(seen, manySeen, keyHash)) {
        nodes[key].flags |= TARN_JSON_DUPLICATE;
        ++duplicates;
      }
      std::string_view name(from, size_t(to - from));
      Place inner = elsewhere;
      bool counts = true;
      if (place == root && name == "meta") inner = meta;
      if (place == meta) counts = name != "versionId" && name != "lastUpdated";
      uint64_t valueHash = 0;
      ondemand::value value = field.value();
      if (!walk(value, depth + 1, inner, valueHash)) return false;
      if (inner == meta && valueHash == 0) counts = false;
      if (counts) {
        h += avalanche(round64(keyHash, valueHash));
        ++counted;
      }
    }
    hash = (place == meta && counted == 0) ? 0 : avalanche(h + prime5 + counted);
    return true;
  }

  bool run(uint64_t &hash) {
    if (length >= UINT32_MAX - SIMDJSON_PADDING) return fail(TARN_JSON_SIZE, 0);
    if (!simdjson::validate_utf8(text, length)) return fail(TARN_JSON_UTF8, firstInvalidUTF8());
    size_t first = 0;
    while (first < length && strchr(" \t\r\n", text[first]) && text[first] != 0) ++first;
    if (first == length) return fail(TARN_JSON_EMPTY, length);
    if (text[first] != '{' && text[first] != '[') return fail(TARN_JSON_SYNTAX, first);
    switch (parser.iterate(text, length, length + SIMDJSON_PADDING).get(document)) {
      case SUCCESS:
        break;
      case MEMALLOC:
        return fail(TARN_JSON_MEMORY, 0);
      case CAPACITY:
        return fail(TARN_JSON_SIZE, 0);
      default:
        return fail(TARN_JSON_SYNTAX, firstLexicalError());
    }
    ondemand::value value;
    if (document.get_value().get(value)) return failHere();
    if (!walk(value, 0, root, hash)) return false;
    size_t end = nodes[0].end;
    while (end < length && strchr(" \t\r\n", text[end]) && text[end] != 0) ++end;
    if (end != length) return fail(TARN_JSON_TRAILING, end);
    return true;
  }

  /// The offset of the first byte that no UTF-8 sequence can have there.
  size_t firstInvalidUTF8() const {
    size_t low = 0, high = length;
    // A prefix is valid up to a cut inside a sequence, so the cut is moved to a lead byte.
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      size_t cut = middle;
      while (cut < high && (uint8_t(text[cut]) & 0xC0) == 0x80) ++cut;
      if (cut >= high) {
        cut = middle;
        while (cut > low && (uint8_t(text[cut]) & 0xC0) == 0x80) --cut;
        if (cut == low) break;
      }
      if (simdjson::validate_utf8(text + low, cut - low)) {
        if (cut == low) break;
        low = cut;
      } else {
        high = cut;
      }
      if (high - low <= 4) break;
    }
    return low;
  }

  /// The offset of the string that is not closed or holds a control character: the errors that are
  /// found before there are tokens.
  size_t firstLexicalError() const {
    size_t at = 0;
    while (at < length) {
      if (text[at++] != '"') continue;
      size_t open = at - 1;
      while (at < length && text[at] != '"') {
        if (uint8_t(text[at]) < 0x20) return at;
        at += text[at] == '\\' ? 2 : 1;
      }
      if (at >= length) return open;
      ++at;
    }
    return 0;
  }

  static bool isSeen(std::vector<uint64_t> &few, std::unordered_set<uint64_t> &many,
                     uint64_t hash) {
    if (few.size() < 32) {
      for (uint64_t other : few)
        if (other == hash) return true;
      few.push_back(hash);
      return false;
    }
    if (many.empty()) many.insert(few.begin(), few.end());
    return !many.insert(hash).second;
  }
};

size_t tarn_json_padding(void) { return SIMDJSON_PADDING; }

tarn_json_parser *tarn_json_parser_create(void) { return new (std::nothrow) tarn_json_parser; }

void tarn_json_parser_destroy(tarn_json_parser *parser) { delete parser; }

tarn_json_result tarn_json_parse(tarn_json_parser *parser, const char *text, size_t length,
                                 size_t max_depth) {
  parser->nodes.clear();
  parser->text = text;
  parser->length = length;
  parser->max_depth = max_depth;
  parser->duplicates = 0;
  parser->status = TARN_JSON_OK;
  parser->offset = 0;
  uint64_t hash = 0;
  parser->run(hash);
  return {parser->status,         parser->offset, parser->nodes.data(),
          parser->nodes.size(), hash,           parser->duplicates};
}

size_t tarn_json_minify(const char *text, size_t length, char *out) {
  size_t written = 0;
  if (simdjson::minify(text, length, out, written)) return 0;
  return written;
}

uint64_t tarn_hash64(const void *bytes, size_t length, uint64_t seed) {
  return hash64(static_cast<const uint8_t *>(bytes), length, seed);
}

// SPDX-License-Identifier: Apache-2.0
//
// One-pass JSON parsing through simdjson, into a flat array of nodes.
//
// A document is an array of nodes in document order. A container is followed by its members: an
// object by pairs of a key node and a value subtree, an array by value subtrees. `next` is the
// number of the node after a node's subtree, so a reader skips a subtree in one step.
//
//   {"a":[1,"x"]}      number  kind    start end next
//                      0       object  0     13  5
//                      1       key     2     3   2
//                      2       array   5     12  5
//                      3       number  6     7   4
//                      4       string  9     10  5
//
// `start` and `end` are byte offsets into the text: of the characters between the quotes for keys
// and strings, of the token for numbers and literals, of brackets and all for containers.

#ifndef TARN_CJSON_H
#define TARN_CJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  TARN_JSON_NULL = 0,
  TARN_JSON_FALSE = 1,
  TARN_JSON_TRUE = 2,
  TARN_JSON_NUMBER = 3,
  TARN_JSON_STRING = 4,
  TARN_JSON_ARRAY = 5,
  TARN_JSON_OBJECT = 6,
  TARN_JSON_KEY = 7,
} tarn_json_kind;

/// Set when a key or string contains a backslash escape.
#define TARN_JSON_ESCAPED 1
/// Set on a key that its object has already.
#define TARN_JSON_DUPLICATE 2

typedef struct {
  uint32_t start;
  uint32_t end;
  uint32_t next;
  uint8_t kind;
  uint8_t flags;
  uint16_t reserved;
} tarn_json_node;

typedef enum {
  TARN_JSON_OK = 0,
  TARN_JSON_SYNTAX = 1,
  TARN_JSON_UTF8 = 2,
  TARN_JSON_DEPTH = 3,
  TARN_JSON_SIZE = 4,
  TARN_JSON_NUMBER_FORMAT = 5,
  TARN_JSON_STRING_FORMAT = 6,
  TARN_JSON_TRAILING = 7,
  TARN_JSON_EMPTY = 8,
  TARN_JSON_MEMORY = 9,
} tarn_json_status;

typedef struct {
  tarn_json_status status;
  /// Byte offset of the error, when status is not TARN_JSON_OK.
  size_t offset;
  /// The nodes: owned by the parser until its next call.
  const tarn_json_node *nodes;
  size_t count;
  /// A hash of the content in which neither white space nor the order of members counts, and from
  /// which the root's meta.versionId and meta.lastUpdated are left out.
  uint64_t content_hash;
  size_t duplicates;
} tarn_json_result;

typedef struct tarn_json_parser tarn_json_parser;

/// The bytes that must be readable behind a text.
size_t tarn_json_padding(void);

tarn_json_parser *tarn_json_parser_create(void);
void tarn_json_parser_destroy(tarn_json_parser *parser);

/// Parses `length` bytes of `text`, behind which tarn_json_padding() bytes are allocated.
tarn_json_result tarn_json_parse(tarn_json_parser *parser, const char *text, size_t length,
                                 size_t max_depth);

/// Writes the text without white space between tokens into `out`, which holds `length` bytes at
/// least, and returns the number of bytes written. The text has been parsed before.
size_t tarn_json_minify(const char *text, size_t length, char *out);

/// XXH64 of the bytes, with seed 0.
uint64_t tarn_hash64(const void *bytes, size_t length, uint64_t seed);

#ifdef __cplusplus
}
#endif
#endif

// SPDX-License-Identifier: Apache-2.0

#ifndef TARN_EXTRACTION_MODEL_H
#define TARN_EXTRACTION_MODEL_H

#include <stddef.h>

/// The trained weights, as tarn-train wrote them into extraction.model.
const unsigned char *tarn_extraction_model_bytes(void);
extern const size_t tarn_extraction_model_size;

/// The files of the lexicon.
enum tarn_lexicon_file {
  tarn_lexicon_conditions,
  tarn_lexicon_medications,
  tarn_lexicon_tests,
  tarn_lexicon_procedures,
  tarn_lexicon_anatomy,
  tarn_lexicon_cues,
  tarn_lexicon_names,
};

/// Bytes that live as long as the program.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} tarn_resource;

const tarn_resource tarn_lexicon(enum tarn_lexicon_file file);

/// Asks for the memory at an address, so that it is near when it is read.
static inline void tarn_prefetch(const void *address) { __builtin_prefetch(address); }

#endif

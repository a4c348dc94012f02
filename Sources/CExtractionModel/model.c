// SPDX-License-Identifier: Apache-2.0

#include "extraction_model.h"

// The weights and the lexicon travel inside the program, so that the binary alone is enough.
#pragma clang diagnostic ignored "-Wc23-extensions"
_Alignas(64) static const unsigned char tarn_extraction_model[] = {
#embed "extraction.model"
};
const size_t tarn_extraction_model_size = sizeof tarn_extraction_model;

const unsigned char *tarn_extraction_model_bytes(void) { return tarn_extraction_model; }

static const unsigned char conditions[] = {
#embed "lexicon/conditions.txt"
};
static const unsigned char medications[] = {
#embed "lexicon/medications.txt"
};
static const unsigned char tests[] = {
#embed "lexicon/tests.txt"
};
static const unsigned char procedures[] = {
#embed "lexicon/procedures.txt"
};
static const unsigned char anatomy[] = {
#embed "lexicon/anatomy.txt"
};
static const unsigned char cues[] = {
#embed "lexicon/cues.txt"
};
static const unsigned char names[] = {
#embed "lexicon/names.txt"
};

const tarn_resource tarn_lexicon(enum tarn_lexicon_file file) {
  switch (file) {
  case tarn_lexicon_conditions: return (tarn_resource){conditions, sizeof conditions};
  case tarn_lexicon_medications: return (tarn_resource){medications, sizeof medications};
  case tarn_lexicon_tests: return (tarn_resource){tests, sizeof tests};
  case tarn_lexicon_procedures: return (tarn_resource){procedures, sizeof procedures};
  case tarn_lexicon_anatomy: return (tarn_resource){anatomy, sizeof anatomy};
  case tarn_lexicon_cues: return (tarn_resource){cues, sizeof cues};
  case tarn_lexicon_names: return (tarn_resource){names, sizeof names};
  }
  return (tarn_resource){0, 0};
}

// SPDX-License-Identifier: Apache-2.0

#include "extraction_model.h"

// The weights travel inside the program, so that the binary alone is enough.
#pragma clang diagnostic ignored "-Wc23-extensions"
_Alignas(64) const unsigned char tarn_extraction_model[] = {
#embed "extraction.model"
};

const size_t tarn_extraction_model_size = sizeof tarn_extraction_model;

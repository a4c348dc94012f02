// SPDX-License-Identifier: Apache-2.0

#ifndef TARN_EXTRACTION_MODEL_H
#define TARN_EXTRACTION_MODEL_H

#include <stddef.h>

/// The trained weights, as tarn-train wrote them into extraction.model.
extern const unsigned char tarn_extraction_model[];
extern const size_t tarn_extraction_model_size;

#endif

// SPDX-License-Identifier: Apache-2.0
//
// The functions of zstd and its dictionary builder that tarn uses, for Swift to import.

#ifndef TARN_CZSTD_H
#define TARN_CZSTD_H

#include <zdict.h>
#include <zstd.h>

#endif

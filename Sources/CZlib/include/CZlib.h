// SPDX-License-Identifier: Apache-2.0
//
// Reading and writing of gzip through zlib, for Swift to import.

#ifndef TARN_CZLIB_H
#define TARN_CZLIB_H

#include <stddef.h>

typedef struct tarn_gunzip tarn_gunzip;

/// Begins a stream; NULL without memory.
tarn_gunzip *tarn_gunzip_create(void);
void tarn_gunzip_destroy(tarn_gunzip *stream);

/// Takes up to *in_count bytes of input and writes up to *out_count bytes of output, and sets both to
/// what was used. Returns 0 when more is wanted, 1 at the end of a member, where what is left of the
/// input is behind it, and -1 when the input is damaged; the output that was made before is good.
int tarn_gunzip_step(tarn_gunzip *stream, const unsigned char *in, size_t *in_count,
                     unsigned char *out, size_t *out_count);

/// Begins another member; 0 where that cannot be.
int tarn_gunzip_next(tarn_gunzip *stream);

/// The most bytes that a member of gzip takes for a number of bytes.
size_t tarn_gzip_bound(size_t count);

/// Writes bytes as one member of gzip; members behind one another are one file. Returns its size, or
/// 0 where out_count is less than tarn_gzip_bound says, or without memory.
size_t tarn_gzip(const unsigned char *in, size_t in_count, unsigned char *out, size_t out_count);

#endif

// SPDX-License-Identifier: Apache-2.0

#include "CZlib.h"

#include <stdlib.h>
#include <zlib.h>

struct tarn_gunzip {
  z_stream stream;
};

tarn_gunzip *tarn_gunzip_create(void) {
  tarn_gunzip *gunzip = calloc(1, sizeof *gunzip);
  // 15 bits of window, and 16 to expect a gzip header.
  if (gunzip && inflateInit2(&gunzip->stream, 15 + 16) != Z_OK) {
    free(gunzip);
    return NULL;
  }
  return gunzip;
}

void tarn_gunzip_destroy(tarn_gunzip *gunzip) {
  if (!gunzip) return;
  inflateEnd(&gunzip->stream);
  free(gunzip);
}

int tarn_gunzip_step(tarn_gunzip *gunzip, const unsigned char *in, size_t *in_count,
                     unsigned char *out, size_t *out_count) {
  z_stream *stream = &gunzip->stream;
  stream->next_in = (unsigned char *)in;
  stream->avail_in = (uInt)*in_count;
  stream->next_out = out;
  stream->avail_out = (uInt)*out_count;
  // Output that was held back is asked for without input.
  int code = inflate(stream, Z_NO_FLUSH);
  *in_count -= stream->avail_in;
  *out_count -= stream->avail_out;
  if (code == Z_STREAM_END) return 1;
  return code == Z_OK || code == Z_BUF_ERROR ? 0 : -1;
}

int tarn_gunzip_next(tarn_gunzip *gunzip) { return inflateReset(&gunzip->stream) == Z_OK; }

size_t tarn_gzip_bound(size_t count) { return compressBound(count) + 32; }

size_t tarn_gzip(const unsigned char *in, size_t in_count, unsigned char *out, size_t out_count) {
  z_stream stream = {0};
  // 15 bits of window, and 16 for a gzip header.
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  stream.next_in = (unsigned char *)in;
  stream.avail_in = (uInt)in_count;
  stream.next_out = out;
  stream.avail_out = (uInt)out_count;
  int code = deflate(&stream, Z_FINISH);
  size_t size = stream.total_out;
  deflateEnd(&stream);
  return code == Z_STREAM_END ? size : 0;
}

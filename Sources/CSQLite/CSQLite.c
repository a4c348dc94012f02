// SPDX-License-Identifier: Apache-2.0

#include "CSQLite.h"

#include <sqlite3.h>

int tarn_sqlite_configure(void) {
  int uris = sqlite3_config(SQLITE_CONFIG_URI, 1);
  int counts = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return uris != SQLITE_OK ? uris : counts;
}

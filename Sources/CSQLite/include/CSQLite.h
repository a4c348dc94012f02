// SPDX-License-Identifier: Apache-2.0
//
// What SQLite is told through a function with variable arguments, which Swift cannot call.

#ifndef TARN_CSQLITE_H
#define TARN_CSQLITE_H

/// Turns SQLite's memory statistics off, which take a lock for every allocation.
///
/// It must be called before the first connection of the process; later calls do nothing. Returns
/// an SQLite result code: SQLITE_OK, or SQLITE_MISUSE when a connection was made already.
int tarn_sqlite_configure(void);

#endif

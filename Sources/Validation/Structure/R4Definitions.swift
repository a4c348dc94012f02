// SPDX-License-Identifier: Apache-2.0

/// The R4 definitions as texts that `scripts/generate-r4-tables` writes.
enum R4Definitions {}

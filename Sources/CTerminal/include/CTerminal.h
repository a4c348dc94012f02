// SPDX-License-Identifier: Apache-2.0

#ifndef TARN_CTERMINAL_H
#define TARN_CTERMINAL_H
#endif

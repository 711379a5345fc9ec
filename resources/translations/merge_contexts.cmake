# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=FILE.ts -DOUT=FILE.ts -P merge_contexts.cmake: puts all messages into one context without a name.
file(READ ${IN} text)
string(REGEX REPLACE "</context>[ \n]*<context>[ \n]*<name>[^<]*</name>" "" text "${text}")
string(REGEX REPLACE "<name>[^<]*</name>" "<name></name>" text "${text}")
file(WRITE ${OUT} "${text}")

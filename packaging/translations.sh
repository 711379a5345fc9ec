#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Brings the translations up to date with the sources: new texts are added as unfinished, those that are gone leave.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
packaging/dependencies.sh
/usr/lib/qt6/bin/lupdate -silent -locations none -no-obsolete -tr-function-alias QT_TR_NOOP+=translatable,QT_TR_NOOP+=T \
  -source-language en -target-language zh_CN -I . core widgets app/workbench -ts resources/translations/overdamp_zh_CN.ts
grep --count 'type="unfinished"' resources/translations/overdamp_zh_CN.ts || true

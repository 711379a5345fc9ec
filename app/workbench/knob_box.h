// SPDX-License-Identifier: GPL-3.0-or-later
// A box to choose a knob from the table of knobs, by typing a part of its key too.
#pragma once

#include "core/settings/knobs.h"

#include <QComboBox>

namespace overdamp {

/// Its tooltip says what the chosen knob is.
class KnobBox : public QComboBox {
    Q_OBJECT

  public:
    explicit KnobBox(QWidget* parent = nullptr);

    /// The knob whose key it shows; null where there is none.
    const Knob* knob() const;
    /// The key as typed.
    std::string key() const { return currentText().trimmed().toStdString(); }

  private:
    void follow_text();
};

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/knob_box.h"

#include "widgets/wording.h"

#include <QCompleter>

#include <algorithm>

namespace overdamp {

KnobBox::KnobBox(QWidget* parent) : QComboBox(parent) {
    for (const Knob& knob : knob_table())
        addItem(plain(knob.key));
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCurrentIndex(-1);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(12);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    connect(this, &QComboBox::editTextChanged, this, &KnobBox::follow_text);
}

const Knob* KnobBox::knob() const {
    const auto knobs = knob_table();
    const auto found = std::ranges::find(knobs, key(), &Knob::key);
    return found == knobs.end() ? nullptr : &*found;
}

void KnobBox::follow_text() {
    const Knob* shown = knob();
    setToolTip(
        shown ? QStringLiteral("<p><b>%1</b></p><p>%2</p>").arg(translated(shown->label).toHtmlEscaped(), translated(shown->help).toHtmlEscaped())
              : QString());
}

} // namespace overdamp

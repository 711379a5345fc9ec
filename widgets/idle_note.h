// SPDX-License-Identifier: GPL-3.0-or-later
// The line that says why knobs do nothing just now, with links that change it.
#pragma once

#include "core/settings/idle_knobs.h"

#include <QLabel>

#include <optional>

namespace overdamp {

/// The reason in words: "engages at step 250".
QString reason_text(const IdleKnob& idle);

class IdleNote : public QLabel {
    Q_OBJECT

  public:
    explicit IdleNote(QWidget* parent = nullptr);

    /// Nothing hides the note. `begun`: remedies that change a restart knob are offered as a new run.
    void show_reason(const std::optional<IdleKnob>& idle, bool begun);

  Q_SIGNALS:
    /// A hand chose this remedy.
    void chosen(const overdamp::KnobRemedy& remedy);

  protected:
    /// Links have the colour that the theme had when their text was set.
    void changeEvent(QEvent* event) override;

  private:
    std::span<const KnobRemedy> remedies_;
};

} // namespace overdamp

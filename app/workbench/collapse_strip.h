// SPDX-License-Identifier: GPL-3.0-or-later
// The collapse meter with the onset of collapse beside it, and whether a run pauses there.
#pragma once

#include "widgets/collapse_meter.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QCheckBox;
class QLabel;
class QSettings;

namespace overdamp {

class Bridge;

class CollapseStrip : public QWidget {
    Q_OBJECT

  public:
    /// `bridge` must outlive the strip; `settings` may be null, and then the choice is not remembered.
    CollapseStrip(Bridge& bridge, QSettings* settings);

    /// Shows a past moment until told of none.
    void look_at(const std::optional<CollapseLevels>& moment);

    QLabel* onset() const { return onset_; }
    QCheckBox* pause() const { return pause_; }

    QSize minimumSizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void refresh();

    Bridge& bridge_;
    CollapseMeter* meter_;
    std::optional<CollapseLevels> moment_;
    QLabel* onset_;
    QCheckBox* pause_;
    QBoxLayout* layout_;
    std::size_t evaluations_shown_ = 0;
};

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text that ends in an ellipsis where there is no room for it.
#pragma once

#include <QLabel>

namespace overdamp {

/// A label that any layout may shorten; text() stays whole.
class ElidedLabel : public QLabel {
    Q_OBJECT

  public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace overdamp

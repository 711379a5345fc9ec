// SPDX-License-Identifier: GPL-3.0-or-later
// A run on one line: what was done when, where it stands, and the moment that is looked at.
#pragma once

#include "widgets/nice_axis.h"
#include "widgets/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace overdamp {

/// Something that a hand did.
struct TimelineEvent {
    qint64 step = 0;
    qint64 id = -1; ///< what menu_requested() names it by
    QString label;  ///< "α 0 → 0.2"
    Meaning meaning = Meaning::strength;
};

struct TimelineContent {
    qint64 end = 0;      ///< planned steps
    qint64 position = 0; ///< steps done
    qint64 recorded = 0; ///< steps in the record; those from `position` on are being repeated
    std::optional<qint64> own_from = std::nullopt; ///< of a child: its first step that is not its parent's
    std::optional<qint64> onset = std::nullopt;
    std::vector<qint64> checkpoints = {};   ///< rising
    std::vector<TimelineEvent> events = {}; ///< rising
};

/// Press or drag to scrub. Keys: ← → one step, Page Up and Page Down a twentieth, Ctrl+← → from mark to mark, Home, End,
/// Escape looks at the present again.
class Timeline : public QWidget {
    Q_OBJECT

  public:
    explicit Timeline(QWidget* parent = nullptr);

    void set_content(TimelineContent content);
    const TimelineContent& content() const { return content_; }

    /// The step that is looked at, from 0 to the steps recorded; none is the present.
    std::optional<qint64> cursor() const { return cursor_; }
    /// Moves the cursor; no signal.
    void set_cursor(std::optional<qint64> step);

    /// The step under the pointer elsewhere, such as on a plot; drawn faintly.
    void show_pointer(std::optional<qint64> step);
    std::optional<qint64> pointer() const { return pointer_; }

    /// Where a step is, pixels from the left.
    double pixel_of(qint64 step) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

  Q_SIGNALS:
    /// A hand moved the cursor.
    void scrubbed(std::optional<qint64> step);
    /// The menu of that step is wanted; `event` is an event's id, or -1.
    void menu_requested(qint64 step, qint64 event, const QPoint& place);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

  private:
    void scrub(std::optional<qint64> step);
    qint64 reach() const; ///< the last step on the axis
    qint64 last() const;  ///< the last step that can be looked at
    qint64 step_at(double pixel) const;
    const TimelineEvent* event_near(double pixel) const;
    qint64 mark_beside(qint64 step, int direction) const;
    QRectF track() const;
    QRectF label_box(qint64 step) const; ///< of a cursor there
    QFont small_font() const;
    QString mark_text(double pixel) const;
    void draw_track(QPainter& painter) const;
    void draw_marks(QPainter& painter) const;
    void draw_scale(QPainter& painter) const;
    void draw_cursor(QPainter& painter, qint64 step, const QColor& colour) const;

    TimelineContent content_;
    std::optional<qint64> cursor_, pointer_;
};

} // namespace overdamp

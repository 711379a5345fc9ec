// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/loop_diagram.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace overdamp {

namespace {

constexpr int pad = 8;
constexpr int gap = 32; // between cells: room for an arrow
constexpr int margin = 16;
constexpr int return_lane = 24; // where the arrow back runs
constexpr int narrow_cell = 136, wide_cell = 232;
constexpr int inner_gap = 6; // between the blocks of a cell
constexpr double lamp = 8, arrow_head = 7;

/// Blocks that stand inside the cell of the block before them.
bool is_inner(LoopPlace place) { return place == LoopPlace::dmu || place == LoopPlace::dtu || place == LoopPlace::feedback; }

QString spoken(const LoopStage& stage) {
    QStringList parts;
    for (const LoopValue& value : stage.values)
        parts << value.name + QLatin1Char(' ') + value.value;
    if (!stage.bypassed.isEmpty())
        parts << stage.bypassed;
    return parts.join(QStringLiteral(", "));
}

void paint_arrow(QPainter& painter, const QPainterPath& path) {
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    const QPointF tip = path.currentPosition();
    const auto last = path.elementAt(path.elementCount() - 2);
    const double angle = std::atan2(tip.y() - last.y, tip.x() - last.x);
    QPolygonF head{tip};
    for (const double turn : {2.6, -2.6})
        head << tip + arrow_head * QPointF(std::cos(angle + turn), std::sin(angle + turn));
    painter.setBrush(painter.pen().color());
    painter.drawPolygon(head);
}

} // namespace

LoopBlock::LoopBlock(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFont(tabular(font()));
}

void LoopBlock::show_stage(const LoopStage& stage) {
    stage_ = stage;
    setAccessibleName(stage.title);
    const QString words = spoken(stage);
    if (words == accessibleDescription())
        return;
    setAccessibleDescription(words);
    setToolTip(tr("<p><b>%1</b></p><p>%2</p><p>%3</p><p><i>Click to go to its knobs.</i></p>")
                   .arg(stage.title.toHtmlEscaped(), stage.meaning.toHtmlEscaped(), words.toHtmlEscaped()));
    update();
}

int LoopBlock::heightForWidth(int width) const {
    const int line = fontMetrics().height();
    const int rows = static_cast<int>(stage_.values.size());
    if (stage_.bypassed.isEmpty())
        return 2 * pad + line * (1 + rows);
    return 2 * pad + line + fontMetrics().boundingRect(QRect(0, 0, std::max(width - 2 * pad, 1), 1000), Qt::TextWordWrap, stage_.bypassed).height();
}

QSize LoopBlock::sizeHint() const { return {narrow_cell, heightForWidth(narrow_cell)}; }

bool LoopBlock::event(QEvent* event) {
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QAbstractButton::event(event);
}

void LoopBlock::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void LoopBlock::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint_frame(painter);
    paint_rows(painter);
}

QRectF LoopBlock::heading() const { return QRectF(pad, pad, width() - 2 * pad, fontMetrics().height()); }

void LoopBlock::paint_frame(QPainter& painter) const {
    const QColor colour = colour_of(stage_.colour, palette());
    const QColor base = palette().color(QPalette::Base);
    const bool off = !stage_.bypassed.isEmpty();
    QColor fill = off ? palette().color(QPalette::Window) : stage_.acting ? mix(base, colour, 0.16) : base;
    if (underMouse())
        fill = mix(fill, palette().color(QPalette::Highlight), 0.08);
    QPen pen(hasFocus()      ? palette().color(QPalette::Highlight)
             : stage_.acting ? colour
                             : palette().color(QPalette::Mid),
             hasFocus()      ? 2
             : stage_.acting ? 1.5
                             : 1);
    if (off)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);

    const QRectF head = heading();
    painter.setPen(QPen(off ? palette().color(QPalette::Mid) : colour, 1.5));
    painter.setBrush(stage_.acting ? QBrush(colour) : QBrush(Qt::NoBrush));
    painter.drawEllipse(QRectF(head.right() - lamp, head.center().y() - lamp / 2, lamp, lamp));
}

void LoopBlock::paint_rows(QPainter& painter) const {
    const bool off = !stage_.bypassed.isEmpty();
    const QColor quiet = colour_of(Meaning::neutral, palette());
    const QColor text = off ? quiet : palette().color(QPalette::WindowText);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(text);
    painter.drawText(heading(), Qt::AlignLeft | Qt::AlignVCenter, stage_.title);
    painter.setFont(font());
    QRectF row = heading().translated(0, heading().height());
    if (off) {
        row.setBottom(height());
        painter.setPen(quiet);
        painter.drawText(row, Qt::AlignLeft | Qt::TextWordWrap, stage_.bypassed);
        return;
    }
    for (const LoopValue& value : stage_.values) {
        painter.setPen(text);
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value.value);
        const double room = row.width() - fontMetrics().horizontalAdvance(value.value) - 6;
        painter.setPen(quiet);
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(value.name, Qt::ElideRight, static_cast<int>(room)));
        row.translate(0, row.height());
    }
}

LoopDiagram::LoopDiagram(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Training loop"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LoopDiagram::show_stages(std::span<const LoopStage> stages) {
    const bool same = std::ranges::equal(stages, blocks_, {}, &LoopStage::place, [](const LoopBlock* block) { return block->stage().place; });
    if (!same) {
        qDeleteAll(blocks_);
        blocks_.clear();
        cells_.clear();
        for (const LoopStage& stage : stages) {
            auto* block = new LoopBlock(this);
            connect(block, &QAbstractButton::clicked, this, [this, block] { Q_EMIT knob_wanted(block->stage().knob); });
            blocks_.push_back(block);
            if (!is_inner(stage.place) || cells_.empty())
                cells_.push_back({});
            cells_.back().blocks.push_back(block);
        }
    }
    for (std::size_t i = 0; i < stages.size(); ++i)
        blocks_[i]->show_stage(stages[i]);
    if (minimumHeight() != arrange(width(), true)) {
        setMinimumHeight(arrange(width(), false));
        updateGeometry();
    }
    for (LoopBlock* block : blocks_)
        block->show();
    update();
}

void LoopDiagram::set_running(bool running) {
    if (running_ != running) {
        running_ = running;
        update();
    }
}

LoopBlock* LoopDiagram::block(LoopPlace place) const {
    const auto found = std::ranges::find_if(blocks_, [&](const LoopBlock* block) { return block->stage().place == place; });
    return found == blocks_.end() ? nullptr : *found;
}

QSize LoopDiagram::minimumSizeHint() const { return {narrow_cell + 2 * margin + return_lane, 160}; }

int LoopDiagram::heightForWidth(int width) const { return const_cast<LoopDiagram*>(this)->arrange(width, false); }

int LoopDiagram::columns(int width) const {
    const int count = static_cast<int>(cells_.size());
    const auto fits = [&](int columns) { return columns * narrow_cell + (columns - 1) * gap + 2 * margin <= width; };
    return fits(count) ? count : fits(3) ? 3 : 1;
}

int LoopDiagram::cell_width(int width) const {
    const int across = columns(width);
    const int room = width - 2 * margin - (across - 1) * gap - (across == 1 ? return_lane : 0);
    return std::clamp(room / across, 80, wide_cell);
}

int LoopDiagram::cell_height(const Cell& cell, int width) const {
    int height = -inner_gap;
    for (const LoopBlock* block : cell.blocks)
        height += block->heightForWidth(width) + inner_gap;
    return height;
}

int LoopDiagram::arrange(int width, bool apply) {
    if (cells_.empty())
        return 0;
    const int across = columns(width), each = cell_width(width);
    const int lane = across == 1 ? return_lane : 0;
    const int left = lane + (width - lane - across * each - (across - 1) * gap) / 2;
    int top = margin;
    for (std::size_t begin = 0; begin < cells_.size(); begin += static_cast<std::size_t>(across)) {
        const auto row = std::span(cells_).subspan(begin, std::min(cells_.size() - begin, static_cast<std::size_t>(across)));
        int tallest = 0;
        for (const Cell& cell : row)
            tallest = std::max(tallest, cell_height(cell, each));
        const bool backwards = across > 1 && begin > 0; // the second row runs from right to left
        for (std::size_t i = 0; apply && i < row.size(); ++i) {
            const int column = backwards ? across - 1 - static_cast<int>(i) : static_cast<int>(i);
            Cell& cell = row[i];
            cell.place = QRect(left + column * (each + gap), top, each, cell_height(cell, each));
            int y = top;
            for (LoopBlock* block : cell.blocks) {
                const int height = block->heightForWidth(each);
                block->setGeometry(cell.place.left(), y, each, height);
                y += height + inner_gap;
            }
        }
        top += tallest + gap;
    }
    const bool returns_below = across >= static_cast<int>(cells_.size());
    return top - gap + margin + (returns_below ? return_lane : 0);
}

QPainterPath LoopDiagram::way_forward(std::size_t from) const {
    const QRectF a = cells_[from].place, b = cells_[from + 1].place;
    QPainterPath path;
    const double level = a.top() + std::min(cells_[from].blocks[0]->height(), cells_[from + 1].blocks[0]->height()) / 2.0;
    if (b.left() >= a.right()) {
        path.moveTo(a.right() + 4, level);
        path.lineTo(b.left() - 4, level);
    } else if (b.right() <= a.left()) {
        path.moveTo(a.left() - 4, level);
        path.lineTo(b.right() + 4, level);
    } else {
        path.moveTo(a.center().x(), a.bottom() + 5);
        path.lineTo(b.center().x(), b.top() - 4);
    }
    return path;
}

QPainterPath LoopDiagram::way_back() const {
    const QRectF from = cells_.back().place, to = cells_[1].place;
    const int across = columns(width());
    QPainterPath path;
    if (across == 1) {
        const double lane = from.left() - return_lane / 2.0 - 4;
        path.moveTo(from.left() - 4, from.center().y());
        path.lineTo(lane, from.center().y());
        path.lineTo(lane, to.top() + 16);
        path.lineTo(to.left() - 4, to.top() + 16);
    } else if (across >= static_cast<int>(cells_.size())) {
        double lowest = 0;
        for (const Cell& cell : cells_)
            lowest = std::max(lowest, QRectF(cell.place).bottom());
        path.moveTo(from.center().x(), from.bottom() + 5);
        path.lineTo(from.center().x(), lowest + return_lane);
        path.lineTo(to.center().x(), lowest + return_lane);
        path.lineTo(to.center().x(), to.bottom() + 5);
    } else {
        const double lane = from.top() - gap / 2.0;
        path.moveTo(from.center().x(), from.top() - 4);
        if (std::abs(from.center().x() - to.center().x()) > 1) {
            path.lineTo(from.center().x(), lane);
            path.lineTo(to.center().x(), lane);
        }
        path.lineTo(to.center().x(), to.bottom() + 5);
    }
    return path;
}

void LoopDiagram::paintEvent(QPaintEvent*) {
    if (cells_.size() < 2)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour_of(running_ ? Meaning::accent : Meaning::neutral, palette()), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (std::size_t i = 0; i + 1 < cells_.size(); ++i)
        paint_arrow(painter, way_forward(i));
    paint_arrow(painter, way_back());
}

void LoopDiagram::resizeEvent(QResizeEvent*) { setMinimumHeight(arrange(width(), true)); }

void LoopDiagram::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        arrange(width(), true);
}

} // namespace overdamp

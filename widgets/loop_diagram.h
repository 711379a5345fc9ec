// SPDX-License-Identifier: GPL-3.0-or-later
// The training loop as a block diagram: data, model with DMU and DTU, logits, loss and feedback, update, and back.
#pragma once

#include "widgets/loop_stages.h"

#include <QAbstractButton>
#include <QPainterPath>
#include <QWidget>

#include <span>

namespace overdamp {

/// One block: title, lamp, values, or why it is bypassed. A button, so that mouse, keyboard and screen reader all reach it.
class LoopBlock : public QAbstractButton {
    Q_OBJECT

  public:
    explicit LoopBlock(QWidget* parent);

    void show_stage(const LoopStage& stage);
    const LoopStage& stage() const { return stage_; }

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QRectF heading() const;
    void paint_frame(QPainter& painter) const;
    void paint_rows(QPainter& painter) const;

    LoopStage stage_{};
};

/// The blocks in one row, in two rows, or in a column, as there is room, with the arrows of the loop between them.
class LoopDiagram : public QWidget {
    Q_OBJECT

  public:
    explicit LoopDiagram(QWidget* parent = nullptr);

    void show_stages(std::span<const LoopStage> stages);
    /// While a run goes on, the arrows are drawn in the accent colour.
    void set_running(bool running);

    /// Nullptr if there is no such block.
    LoopBlock* block(LoopPlace place) const;

    QSize sizeHint() const override { return {600, 300}; }
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  Q_SIGNALS:
    /// A hand chose a block.
    void knob_wanted(std::string_view key);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    /// A frame and the blocks within it, from top to bottom.
    struct Cell {
        std::vector<LoopBlock*> blocks;
        QRect place;
    };

    int columns(int width) const;
    int cell_width(int width) const;
    int cell_height(const Cell& cell, int width) const;
    /// Places the cells in `width`; returns the height that they need.
    int arrange(int width, bool apply);
    QPainterPath way_forward(std::size_t from) const;
    QPainterPath way_back() const;

    std::vector<LoopBlock*> blocks_;
    std::vector<Cell> cells_;
    bool running_ = false;
};

} // namespace overdamp

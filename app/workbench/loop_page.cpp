// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/loop_page.h"

#include "app/workbench/bridge.h"
#include "widgets/knob_panel.h"
#include "widgets/loop_diagram.h"

namespace overdamp {

LoopPage::LoopPage(Bridge& bridge, KnobPanel& controls) : bridge_(bridge), controls_(controls), diagram_(new LoopDiagram) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(diagram_);
    setMinimumHeight(120);
    connect(&bridge, &Bridge::records_arrived, this, &LoopPage::refresh);
    connect(&bridge, &Bridge::status_changed, this, &LoopPage::refresh);
    connect(&bridge, &Bridge::run_changed, this, &LoopPage::refresh);
    connect(&controls, &KnobPanel::knobs_changed, this, &LoopPage::refresh);
    connect(diagram_, &LoopDiagram::knob_wanted, this, &LoopPage::knob_wanted);
}

void LoopPage::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    refresh();
}

void LoopPage::refresh() {
    if (!isVisible())
        return;
    diagram_->show_stages(loop_stages(controls_.knobs(), bridge_.history(), bridge_.summary().step));
    diagram_->set_running(bridge_.state() == RunState::running);
}

} // namespace overdamp

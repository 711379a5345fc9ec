// SPDX-License-Identifier: GPL-3.0-or-later
// The loop diagram of the run that the bridge holds; a click on a block leads to its knobs.
#pragma once

#include <QScrollArea>

namespace overdamp {

class Bridge;
class KnobPanel;
class LoopDiagram;

class LoopPage : public QScrollArea {
    Q_OBJECT

  public:
    /// Both must outlive the page.
    LoopPage(Bridge& bridge, KnobPanel& controls);

    LoopDiagram& diagram() const { return *diagram_; }

  Q_SIGNALS:
    /// A block was chosen, whose first knob this is.
    void knob_wanted(std::string_view key);

  protected:
    void showEvent(QShowEvent* event) override;

  private:
    void refresh();

    Bridge& bridge_;
    KnobPanel& controls_;
    LoopDiagram* diagram_;
};

} // namespace overdamp

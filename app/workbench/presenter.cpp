// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/presenter.h"

#include "app/workbench/main_window.h"
#include "app/workbench/pages.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/window_state.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QMenuBar>
#include <QShortcut>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

namespace overdamp {

namespace {

constexpr double type_scale = 1.5;
constexpr double line_scale = 1.8;
constexpr double second_contrast = 0.15; ///< share of the ground in texts of second rank
constexpr int editor_width = 300;
constexpr int choice_width = 150;

/// Black on white, or white on black, with the palette's own accents: a projector washes greys out.
QPalette contrasting(QPalette palette) {
    const QColor text = is_dark(palette) ? Qt::white : Qt::black;
    const QColor ground = is_dark(palette) ? Qt::black : Qt::white;
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive}) {
        for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            palette.setColor(group, role, text);
        palette.setColor(group, QPalette::Base, ground);
        palette.setColor(group, QPalette::PlaceholderText, mix(text, ground, second_contrast));
    }
    return palette;
}

/// A second editor of a knob of the panel; each follows the other.
KnobEditor* mirror(MainWindow& window, std::string_view key, QWidget* parent) {
    KnobPanel& controls = window.controls();
    KnobEditor* own = controls.editor(key);
    auto* editor = new KnobEditor(find_knob(key), parent);
    editor->set_value(own->value());
    editor->setFixedWidth(editor_width);
    for (QComboBox* choice : editor->findChildren<QComboBox*>())
        choice->setFixedWidth(choice_width);
    // The panel's editor passes on what the hand does to this one, so that a drag is one gesture here as well.
    QObject::connect(editor, &KnobEditor::drag_started, own, &KnobEditor::drag_started);
    QObject::connect(editor, &KnobEditor::drag_finished, own, &KnobEditor::drag_finished);
    QObject::connect(editor, &KnobEditor::edited, own, [own, editor](bool dragging) {
        own->set_value(editor->value());
        Q_EMIT own->edited(dragging);
    });
    const auto follow = [editor, &controls] { editor->set_value(editor->knob().value(controls.knobs())); };
    QObject::connect(&controls, &KnobPanel::knobs_changed, editor, follow);
    const auto lock = [editor, own] { editor->set_lock_reason(own->lock_reason()); };
    QObject::connect(&controls, &KnobPanel::locks_changed, editor, lock);
    lock();
    QObject::connect(&window.bridge(), &Bridge::knobs_followed, editor, follow);
    QObject::connect(&window.bridge(), &Bridge::run_changed, editor, follow);
    return editor;
}

} // namespace

Presenter::Presenter(MainWindow& window)
    : QObject(&window), window_(window), action_(new QAction(tr("&Presenter mode"), this)), escape_(new QShortcut(Qt::Key_Escape, &window)) {
    action_->setShortcut(Qt::Key_F11);
    action_->setCheckable(true);
    window.addAction(action_); // also where the menu bar is hidden
    connect(action_, &QAction::toggled, this, [this](bool on) { on ? enter() : leave(); });
    escape_->setEnabled(false);
    connect(escape_, &QShortcut::activated, this, &Presenter::leave);
}

void Presenter::enter() {
    if (is_presenting())
        return;
    window_.pages().show_explore();
    layout_ = window_.saveState(window_state_version);
    window_state_ = window_.windowState();
    font_ = window_.font();
    for (QSplitter* splitter : window_.plots().findChildren<QSplitter*>())
        splits_.emplace_back(splitter, splitter->sizes());
    std::vector<QWidget*> distracting{window_.menuBar(), window_.statusBar(), &window_.run_bar(), &window_.time_panel()};
    for (QDockWidget* dock : window_.findChildren<QDockWidget*>())
        if (dock != window_.samples_dock())
            distracting.push_back(dock);
    for (QWidget* widget : distracting)
        if (!widget->isHidden()) {
            hidden_.emplace_back(widget);
            widget->hide();
        }
    show_bar();
    window_.setFont(scaled(font_, type_scale));
    window_.setPalette(contrasting(QGuiApplication::palette()));
    window_.plots().set_line_scale(line_scale);
    window_.setWindowState(window_state_ | Qt::WindowFullScreen);
    escape_->setEnabled(true);
    action_->setChecked(true);
}

void Presenter::leave() {
    if (!is_presenting())
        return;
    window_.removeToolBar(bar_);
    bar_->deleteLater();
    bar_ = nullptr;
    window_.setFont(font_);
    window_.setPalette({});
    window_.plots().set_line_scale(1);
    window_.setWindowState(window_state_);
    for (const QPointer<QWidget>& widget : std::exchange(hidden_, {}))
        if (widget)
            widget->show();
    window_.restoreState(layout_, window_state_version);
    // The splitters take their sizes once the window has its own again.
    QTimer::singleShot(0, this, [splits = std::exchange(splits_, {})] {
        for (const auto& [splitter, sizes] : splits)
            if (splitter)
                splitter->setSizes(sizes);
    });
    escape_->setEnabled(false);
    action_->setChecked(false);
}

void Presenter::offer(const std::vector<std::string>& keys, bool going_back) {
    if (keys == keys_ && going_back == going_back_)
        return;
    keys_ = keys;
    going_back_ = going_back;
    if (is_presenting())
        show_bar();
}

void Presenter::show_bar() {
    if (bar_) {
        window_.removeToolBar(bar_);
        bar_->deleteLater();
    }
    bar_ = make_bar();
    window_.addToolBar(Qt::TopToolBarArea, bar_);
    bar_->show();
    window_.time_panel().setVisible(going_back_);
}

QToolBar* Presenter::make_bar() {
    auto* bar = new QToolBar(tr("Presenter"));
    bar->setObjectName(QStringLiteral("presenter_bar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    bar->setIconSize(QSize(28, 28));
    bar->addActions({window_.run_bar().run_action(), window_.run_bar().step_action()});
    if (going_back_)
        bar->addActions({window_.run_bar().rewind_action(), window_.run_bar().fork_action()});
    const std::vector<std::string> usual{"feedback.strength", "feedback.law"};
    for (const std::string& key : keys_.empty() ? usual : keys_) {
        bar->addSeparator();
        bar->addWidget(mirror(window_, key, bar));
    }
    for (QToolButton* button : bar->findChildren<QToolButton*>())
        button->setFocusPolicy(Qt::TabFocus);
    return bar;
}

} // namespace overdamp

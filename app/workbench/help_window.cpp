// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/help_window.h"

#include "app/workbench/about.h"
#include "app/workbench/collapse_strip.h"
#include "app/workbench/lesson_card.h"
#include "app/workbench/lessons_page.h"
#include "app/workbench/loop_page.h"
#include "app/workbench/main_window.h"
#include "app/workbench/plots_page.h"
#include "app/workbench/runs_dock.h"
#include "app/workbench/study_page.h"
#include "app/workbench/theory_page.h"
#include "app/workbench/time_panel.h"
#include "app/workbench/twin.h"
#include "widgets/help_pages.h"
#include "widgets/knob_editor.h"
#include "widgets/knob_panel.h"
#include "widgets/sample_view.h"
#include "widgets/temperature_view.h"

#include <QAction>
#include <QApplication>
#include <QCursor>
#include <QLineEdit>
#include <QMenuBar>
#include <QShortcut>
#include <QTextBrowser>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>

namespace overdamp {

namespace {

constexpr QSize first_size{560, 600};
constexpr const char* search_topic = "search/";

/// Asks help_page() for what `help:` names.
class PageBrowser : public QTextBrowser {
  public:
    explicit PageBrowser(std::function<QString(const QString&)> page) : page_(std::move(page)) {}

  protected:
    QVariant loadResource(int type, const QUrl& name) override {
        return name.scheme() == QLatin1String("help") ? QVariant(page_(name.path())) : QTextBrowser::loadResource(type, name);
    }

  private:
    std::function<QString(const QString&)> page_;
};

QString row(const QString& keys, const QString& meaning) {
    return QStringLiteral("<tr><td><b>%1</b>&nbsp;&nbsp;</td><td>%2</td></tr>").arg(keys.toHtmlEscaped(), meaning.toHtmlEscaped());
}

} // namespace

HelpWindow::HelpWindow(MainWindow& window)
    : QDialog(&window), window_(window), browser_(new PageBrowser([this](const QString& name) { return page(name); })), search_(new QLineEdit) {
    setWindowTitle(tr("Handbook"));
    browser_->setAccessibleName(tr("Help"));
    browser_->setFrameShape(QFrame::NoFrame);
    browser_->document()->setDocumentMargin(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(make_bar());
    column->addWidget(browser_);
    resize(first_size);
    connect(qApp, &QApplication::focusChanged, this, [this] { pointer_ = QCursor::pos(); });
}

QToolBar* HelpWindow::make_bar() {
    auto* bar = new QToolBar(tr("Help"));
    bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
    const auto add = [this, bar](const QString& text, const QList<QKeySequence>& keys, auto receiver, auto slot) {
        QAction* action = bar->addAction(text);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, keys.first().toString(QKeySequence::NativeText)));
        connect(action, &QAction::triggered, receiver, slot);
        bar->widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
        return action;
    };
    QAction* back = add(tr("← Back"), {QKeySequence(Qt::ALT | Qt::Key_Left)}, browser_, &QTextBrowser::backward);
    QAction* forward = add(tr("Forward →"), {QKeySequence(Qt::ALT | Qt::Key_Right)}, browser_, &QTextBrowser::forward);
    add(tr("Contents"), {QKeySequence(Qt::ALT | Qt::Key_Home)}, this, [this] { show_topic(QStringLiteral("contents")); });
    back->setEnabled(false);
    forward->setEnabled(false);
    connect(browser_, &QTextBrowser::backwardAvailable, back, &QAction::setEnabled);
    connect(browser_, &QTextBrowser::forwardAvailable, forward, &QAction::setEnabled);
    search_->setPlaceholderText(tr("Search (Ctrl+F)"));
    search_->setAccessibleName(tr("Search"));
    search_->setClearButtonEnabled(true);
    bar->addWidget(search_);
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        if (const QString wanted = search_->text().simplified(); !wanted.isEmpty())
            show_topic(QLatin1String(search_topic) + wanted);
    });
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        search_->setFocus();
        search_->selectAll();
    });
    return bar;
}

QString HelpWindow::page(const QString& name) const {
    if (name == QLatin1String("keyboard"))
        return keyboard_page();
    return name.startsWith(QLatin1String(search_topic)) ? search_page(name.mid(QLatin1String(search_topic).size())) : help_page(name);
}

void HelpWindow::show_topic(const QString& topic) {
    const qsizetype anchor = topic.indexOf(QLatin1Char('#'));
    QUrl url;
    url.setScheme(QStringLiteral("help"));
    url.setPath(topic.left(anchor));
    if (anchor >= 0)
        url.setFragment(topic.mid(anchor + 1));
    show();
    raise();
    activateWindow();
    browser_->setSource(url);
}

QString HelpWindow::topic() const {
    const QUrl url = browser_->source();
    return url.hasFragment() ? url.path() + QLatin1Char('#') + url.fragment() : url.path();
}

QString HelpWindow::text() const { return browser_->toPlainText(); }

void HelpWindow::explain() {
    const QPoint now = QCursor::pos();
    const QWidget* pointed = QApplication::widgetAt(now);
    const bool by_pointer = now != pointer_ && pointed && pointed->window() == &window_;
    show_topic(help_topic_of(by_pointer ? pointed : QApplication::focusWidget()));
}

QString HelpWindow::keyboard_page() const {
    QString page = help_heading(tr("Keyboard")) + QStringLiteral("<table>");
    QStringList rows;
    for (const QAction* action : window_.findChildren<QAction*>())
        if (!action->shortcut().isEmpty() && !action->text().isEmpty())
            rows << row(action->shortcut().toString(QKeySequence::NativeText),
                        QString(action->text()).remove(QLatin1Char('&')).remove(QStringLiteral("…")));
    rows.removeDuplicates();
    rows.sort();
    return page + rows.join(QString()) + QStringLiteral("</table><h4>%1</h4><table>").arg(tr("On a plot")) +
           row(QStringLiteral("← →"), tr("Move the cursor by a recorded step; with Shift by ten")) + row(QStringLiteral("+ −"), tr("Zoom")) +
           row(QStringLiteral("Home"), tr("Show everything")) + QStringLiteral("</table><h4>%1</h4><table>").arg(tr("On the timeline")) +
           row(QStringLiteral("← →"), tr("Look back and forth")) + row(QStringLiteral("End"), tr("Back to the present")) + QStringLiteral("</table>");
}

QString help_topic_of(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget()) {
        if (const auto* editor = qobject_cast<const KnobEditor*>(widget))
            return help_topic(editor->knob());
        if (const auto* pane = qobject_cast<const PlotPane*>(widget))
            return help_topic(pane->kind());
        const std::pair<bool, const char*> areas[] = {
            {qobject_cast<const RunBar*>(widget), "run"},         {qobject_cast<const KnobPanel*>(widget), "controls"},
            {qobject_cast<const PlotsPage*>(widget), "plots"},    {qobject_cast<const CollapseStrip*>(widget), "meter"},
            {qobject_cast<const TimePanel*>(widget), "time"},     {qobject_cast<const SampleView*>(widget), "samples"},
            {qobject_cast<const LoopPage*>(widget), "loop"},      {qobject_cast<const TemperatureView*>(widget), "temperatures"},
            {qobject_cast<const RunsDock*>(widget), "runs"},      {qobject_cast<const Twin*>(widget), "twin"},
            {qobject_cast<const LessonCard*>(widget), "lessons"}, {qobject_cast<const LessonsPage*>(widget), "lessons"},
            {qobject_cast<const StudyPage*>(widget), "studies"},  {qobject_cast<const TheoryPage*>(widget), "theory"}};
        const auto* area = std::ranges::find(areas, true, &std::pair<bool, const char*>::first);
        if (area != std::end(areas))
            return QLatin1String(area->second);
    }
    return QStringLiteral("contents");
}

void add_help_menu(MainWindow& window) {
    auto* help = new HelpWindow(window);
    QMenu* menu = window.menuBar()->addMenu(HelpWindow::tr("&Help"));
    QAction* explain = menu->addAction(HelpWindow::tr("&What is this?"), QKeySequence(Qt::Key_F1), help, &HelpWindow::explain);
    window.addAction(explain); // also where the menu bar is hidden
    menu->addAction(HelpWindow::tr("&Handbook"), help, [help] { help->show_topic(QStringLiteral("contents")); });
    menu->addAction(HelpWindow::tr("&Keyboard"), help, [help] { help->show_topic(QStringLiteral("keyboard")); });
    menu->addSeparator();
    menu->addAction(HelpWindow::tr("&About Overdamp"), &window, [&window] { show_about(window); });
}

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/lessons_page.h"

#include "app/workbench/lesson_parts.h"
#include "widgets/icons.h"
#include "widgets/theme.h"
#include "widgets/wording.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace overdamp {

namespace {

constexpr const char* done_key = "lessons/done";
constexpr const char* own_key = "lessons/own";
constexpr int widest = 820;
constexpr double title_scale = 1.25;
constexpr double heading_scale = 1.6;

QString text_of(const std::string& text) { return QString::fromStdString(text); }

QLabel* wrapped(const QString& text) {
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// A raised field with a thin frame.
class Card : public QFrame {
  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(mix(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.25));
        painter.setBrush(palette().color(QPalette::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
};

} // namespace

LessonsPage::LessonsPage(QSettings* settings, QWidget* parent)
    : QScrollArea(parent), settings_(settings), open_(new QPushButton(icon(QStringLiteral("open")), tr("Open a lesson file…"))) {
    setObjectName(QStringLiteral("lessons"));
    setAccessibleName(tr("Lessons"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto* content = new QWidget;
    auto* middle = new QHBoxLayout(content);
    auto* narrow = new QWidget;
    narrow->setMaximumWidth(widest);
    middle->addStretch();
    middle->addWidget(narrow, 100);
    middle->addStretch();
    column_ = new QVBoxLayout(narrow);
    column_->setContentsMargins(8, 16, 8, 16);
    column_->setSpacing(12);
    auto* heading = new QLabel(tr("Lessons"));
    heading->setFont(scaled(heading->font(), heading_scale));
    column_->addWidget(heading);
    column_->addWidget(wrapped(tr("Each lesson trains a small model on the Explore page and asks what you expect before it shows what was measured.")));
    auto* row = new QHBoxLayout;
    auto* how = new QPushButton(tr("How to write one"));
    row->addWidget(open_);
    row->addWidget(how);
    row->addStretch();
    column_->addLayout(row);
    column_->addStretch();
    setWidget(content);
    connect(how, &QPushButton::clicked, this, &LessonsPage::help_wanted);
    connect(open_, &QPushButton::clicked, this, &LessonsPage::choose_file);
    read_lessons();
    fill();
}

void LessonsPage::read_lessons() {
    lessons_ = builtin_lessons(lesson_names(), lesson_language());
    for (const QString& path : remembered(own_key))
        try {
            lessons_.push_back(load_lesson(path.toStdString(), lesson_names(), lesson_language()));
        } catch (const std::exception&) {
            // A file that is gone or broken since is opened by hand, and says so then.
        }
}

void LessonsPage::fill() {
    constexpr int place = 2; // below heading and introduction
    delete cards_;
    cards_ = new QWidget;
    auto* column = new QVBoxLayout(cards_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    for (const Lesson& lesson : lessons_)
        column->addWidget(make_card(lesson));
    column_->insertWidget(place, cards_);
}

QWidget* LessonsPage::make_card(const Lesson& lesson) {
    const QString id = text_of(lesson.id), name = text_of(lesson.title);
    auto* card = new Card;
    auto* title = new QLabel(name);
    QFont large = scaled(title->font(), title_scale);
    large.setBold(true);
    title->setFont(large);
    title->setWordWrap(true);
    QString facts = tr("about %1 minutes · %2 steps").arg(lesson.minutes).arg(lesson.steps.size());
    if (is_done(id))
        facts = QStringLiteral("✓ ") + tr("done") + QStringLiteral(" · ") + facts;
    auto* small = new QLabel(facts);
    small->setForegroundRole(QPalette::PlaceholderText);
    auto* start = new QPushButton(icon(QStringLiteral("play")), is_done(id) ? tr("Again") : tr("Begin"));
    start->setObjectName(id);
    start->setAccessibleName(tr("Begin “%1”").arg(name));
    start->setAccessibleDescription(facts + QStringLiteral(". ") + text_of(lesson.learn));
    auto* said = new QVBoxLayout;
    said->setSpacing(4);
    said->addWidget(title);
    said->addWidget(wrapped(text_of(lesson.learn)));
    said->addWidget(small);
    auto* row = new QHBoxLayout(card);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(16);
    row->addLayout(said, 1);
    row->addWidget(start, 0, Qt::AlignVCenter);
    connect(start, &QPushButton::clicked, this, [this, lesson] { Q_EMIT chosen(lesson); });
    return card;
}

void LessonsPage::choose_file() {
    auto* dialog = new QFileDialog(this, tr("Open a lesson"), QString(), tr("Lessons (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        try {
            open(path.toStdString());
        } catch (const std::exception& error) {
            Q_EMIT problem(plain(error.what()));
        }
    });
    dialog->open();
}

void LessonsPage::open(const std::filesystem::path& path) {
    const Lesson lesson = load_lesson(std::filesystem::absolute(path), lesson_names(), lesson_language());
    remember(own_key, text_of(lesson.id));
    const auto known = std::ranges::find(lessons_, lesson.id, &Lesson::id);
    if (known != lessons_.end())
        *known = lesson; // as it is in the file now
    else
        lessons_.push_back(lesson);
    fill();
    Q_EMIT chosen(lesson);
}

void LessonsPage::mark_done(const QString& id) {
    remember(done_key, id);
    fill();
}

bool LessonsPage::is_done(const QString& id) const { return remembered(done_key).contains(id); }

QPushButton* LessonsPage::start_button(const QString& id) const { return cards_->findChild<QPushButton*>(id); }

QStringList LessonsPage::remembered(const char* key) const {
    if (settings_)
        return settings_->value(QLatin1String(key)).toStringList();
    return key == done_key ? done_ : own_;
}

void LessonsPage::remember(const char* key, const QString& entry) {
    QStringList entries = remembered(key);
    if (entries.contains(entry))
        return;
    entries << entry;
    if (settings_)
        settings_->setValue(QLatin1String(key), entries);
    else
        (key == done_key ? done_ : own_) = entries;
}

} // namespace overdamp

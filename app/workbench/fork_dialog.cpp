// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/fork_dialog.h"

#include "widgets/knob_panel.h"
#include "widgets/wording.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace overdamp {

namespace {

constexpr QSize first_size{400, 560};

} // namespace

ForkDialog::ForkDialog(std::int64_t step, const Knobs& knobs, QWidget* parent)
    : QDialog(parent), before_(knobs), controls_(new KnobPanel), changes_(new QLabel), buttons_(new QDialogButtonBox) {
    setAttribute(Qt::WA_DeleteOnClose);
    const QString number = QLocale().toString(static_cast<qint64>(step));
    setWindowTitle(tr("Fork at step %1").arg(number));
    auto* question =
        new QLabel(tr("The child repeats this run up to step %1 and goes on with the knobs set here. This run stays as it is.").arg(number));
    question->setWordWrap(true);
    changes_->setWordWrap(true);
    controls_->set_knobs(knobs);
    controls_->set_step(step);
    controls_->set_running(true); // what is fixed at a run's start is fixed in its children
    connect(controls_, &KnobPanel::knobs_changed, this, &ForkDialog::show_changes);
    buttons_->addButton(tr("Fork and train"), QDialogButtonBox::AcceptRole);
    buttons_->addButton(QDialogButtonBox::Cancel);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
        if (!controls_->problem().isEmpty())
            return;
        accept();
        Q_EMIT chosen(controls_->knobs());
    });
    auto* column = new QVBoxLayout(this);
    column->addWidget(question);
    column->addWidget(controls_, 1);
    column->addWidget(changes_);
    column->addWidget(buttons_);
    resize(first_size);
    show_changes();
}

void ForkDialog::keyPressEvent(QKeyEvent* event) {
    const bool ends_typing = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!ends_typing || qobject_cast<QPushButton*>(focusWidget()))
        QDialog::keyPressEvent(event);
}

void ForkDialog::show_changes() {
    QStringList texts;
    for (const KnobChange& change : changes_between(before_, controls_->knobs()))
        texts << change_text(change);
    changes_->setText(texts.isEmpty() ? tr("Nothing is changed yet.") : texts.join(QStringLiteral(", ")));
}

} // namespace overdamp

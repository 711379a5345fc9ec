// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workbench/fork_dialog.h"

#include "core/telemetry/run_folder.h"
#include "widgets/knob_panel.h"
#include "widgets/wording.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace overdamp {

namespace {

constexpr QSize first_size{420, 620};
constexpr const char* end_key = "training.steps";

int as_int(std::int64_t step) { return static_cast<int>(std::min<std::int64_t>(step, std::numeric_limits<int>::max())); }

QSpinBox* step_field(std::int64_t most, std::int64_t value) {
    auto* field = new QSpinBox;
    field->setRange(0, as_int(most));
    field->setValue(as_int(value));
    field->setGroupSeparatorShown(true);
    field->setAccelerated(true);
    return field;
}

} // namespace

ForkSource load_fork_source(const std::filesystem::path& folder, const QString& name) {
    const std::optional<StepRecord> last = last_step_record(folder);
    return {.folder = folder,
            .name = name,
            .experiment = load_experiment(folder / "experiment.json"),
            .events = load_events(folder),
            .steps = last ? last->step + 1 : 0};
}

ForkDialog::ForkDialog(ForkSource source, std::int64_t step, QWidget* parent)
    : QDialog(parent), source_(std::move(source)), before_(knobs_before(source_.experiment, source_.events, step)),
      step_(step_field(source_.steps, step)), end_(step_field(std::numeric_limits<int>::max(), source_.experiment.knobs.training.steps)),
      controls_(new KnobPanel), changes_(new QLabel), buttons_(new QDialogButtonBox) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(source_.name.isEmpty() ? tr("Fork") : tr("Fork “%1”").arg(source_.name));
    controls_->set_knobs(before_);
    controls_->set_running(true); // what is fixed at a run's start is fixed in its children
    build();
    connect(controls_, &KnobPanel::knobs_changed, this, &ForkDialog::show_changes);
    connect(step_, &QSpinBox::valueChanged, this, &ForkDialog::move_to_step);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons_, &QDialogButtonBox::accepted, this, [this] {
        if (!controls_->problem().isEmpty())
            return;
        const Fork wanted = fork();
        accept();
        Q_EMIT chosen(source_.folder, wanted);
    });
    resize(first_size);
    move_to_step();
}

void ForkDialog::build() {
    step_->setToolTip(tr("The first step that is the child's own, up to %1").arg(count_text(source_.steps)));
    end_->setToolTip(tr("The planned end of the child"));
    buttons_->addButton(tr("Fork and train"), QDialogButtonBox::AcceptRole);
    buttons_->addButton(QDialogButtonBox::Cancel);
    auto* question = new QLabel(tr("The child repeats the run up to this step and goes on with the knobs set here. The run itself stays as it is."));
    question->setWordWrap(true);
    changes_->setWordWrap(true);
    auto* steps = new QFormLayout;
    steps->addRow(tr("Leave the run at &step"), step_);
    steps->addRow(tr("Train until step"), end_);
    auto* column = new QVBoxLayout(this);
    column->addWidget(question);
    column->addLayout(steps);
    column->addWidget(controls_, 1);
    column->addWidget(changes_);
    column->addWidget(buttons_);
}

void ForkDialog::keyPressEvent(QKeyEvent* event) {
    const bool ends_typing = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!ends_typing || qobject_cast<QPushButton*>(focusWidget()))
        QDialog::keyPressEvent(event);
}

/// What was turned already is turned at the new step.
void ForkDialog::move_to_step() {
    const std::int64_t step = step_->value();
    const std::vector<KnobChange> turned = changes_between(before_, controls_->knobs());
    before_ = knobs_before(source_.experiment, source_.events, step);
    Knobs shown = before_;
    apply_changes(shown, turned);
    controls_->set_knobs(shown);
    controls_->set_step(step);
    const std::int64_t planned = source_.experiment.knobs.training.steps;
    end_->setMinimum(as_int(step + 1));
    end_->setValue(as_int(step < planned ? planned : 2 * planned));
    show_changes();
}

void ForkDialog::show_changes() {
    QStringList texts;
    for (const KnobChange& change : changes_between(before_, controls_->knobs()))
        texts << change_text(change);
    changes_->setText(texts.isEmpty() ? tr("Nothing is changed yet.") : texts.join(QStringLiteral(", ")));
}

Fork ForkDialog::fork() const {
    Fork fork{.kind = ForkKind::fork, .step = step_->value()};
    for (const KnobChange& change : changes_between(before_, live_part(before_, controls_->knobs())))
        fork.settings.push_back({change.key, change.to});
    if (const std::int64_t end = end_->value(); end != source_.experiment.knobs.training.steps)
        fork.settings.push_back({end_key, end});
    return fork;
}

} // namespace overdamp

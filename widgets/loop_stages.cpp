// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/loop_stages.h"

#include "core/settings/idle_knobs.h"
#include "widgets/idle_note.h"
#include "widgets/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace overdamp {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("LoopDiagram", text); }

QString number(double value, int digits = 3) { return QLocale().toString(value, 'g', digits); }

QString fixed(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }

/// The newest value of a measure; NaN if there is none.
double newest(const History& history, std::string_view name) {
    const Metric* metric = find_metric(name);
    const auto values = metric ? history.column(*metric) : std::span<const double>();
    return values.empty() ? not_measured : values.back();
}

void add(LoopStage& stage, const QString& name, double value, const QString& text) {
    if (!std::isnan(value))
        stage.values.push_back({name, text});
}

QString why_idle(std::string_view key, const Knobs& knobs, std::int64_t step) {
    const auto idle = idle_knob(find_knob(key), knobs, step);
    return idle ? reason_text(*idle) : QString();
}

LoopStage data_stage(const Knobs& knobs, const History& history, std::int64_t step) {
    LoopStage stage{.place = LoopPlace::data,
                    .title = tr("Data"),
                    .meaning = tr("The batch of the step, drawn from the training split."),
                    .knob = "training.batch"};
    stage.values = {{tr("step"), QLocale().toString(static_cast<qint64>(step))},
                    {tr("batch"), tr("%1 × %2").arg(knobs.training.batch).arg(knobs.model.context)}};
    const double pace = newest(history, "train/tokens_per_second");
    add(stage, tr("tokens/s"), pace, short_count(pace));
    return stage;
}

LoopStage model_stage(const Knobs& knobs, const History& history, bool thinned) {
    LoopStage stage{.place = LoopPlace::model,
                    .title = tr("Model"),
                    .meaning = tr("The transformer, with DMU in its feed-forward blocks and DTU in its attention."),
                    .knob = "model.kind"};
    stage.values = {{plain(to_text(find_knob("model.kind").value(knobs))), tr("%1 × %2").arg(knobs.model.layers).arg(knobs.model.width)}};
    const double norm = newest(history, "train/parameter_norm");
    add(stage, QStringLiteral("‖θ‖"), norm, number(norm));
    const double work = newest(history, "train/work_share");
    add(stage, tr("work"), work, tr("%1 %").arg(fixed(work, 0)));
    stage.acting = thinned;
    stage.colour = Meaning::other;
    return stage;
}

LoopStage module_stage(LoopPlace place, const QString& title, const QString& meaning, std::string_view knob, double dropout,
                       const QString& bypassed) {
    LoopStage stage{.place = place, .title = title, .meaning = meaning, .knob = knob, .colour = Meaning::other};
    stage.bypassed = bypassed;
    stage.acting = bypassed.isEmpty();
    stage.values = {{tr("dropped"), tr("%1 %").arg(fixed(100 * dropout, 0))}};
    return stage;
}

LoopStage dmu_stage(const Knobs& knobs, std::int64_t step) {
    return module_stage(LoopPlace::dmu, tr("DMU"), tr("Drops nodes or weights of the feed-forward blocks (Alg. 2 to 5)."), "dmu.dropout",
                        knobs.dmu.dropout, why_idle("dmu.mode", knobs, step));
}

LoopStage dtu_stage(const Knobs& knobs, std::int64_t step) {
    return module_stage(LoopPlace::dtu, tr("DTU"), tr("Lets attention see a random part of the positions (Alg. 6)."),
                        knobs.dtu.mode == DtuMode::off ? "dtu.mode" : "dtu.dropout", knobs.dtu.dropout,
                        knobs.dtu.mode != DtuMode::off && knobs.dtu.dropout == 0 ? why_idle("dtu.scores", knobs, step)
                                                                                 : why_idle("dtu.dropout", knobs, step));
}

LoopStage logits_stage(const History& history) {
    LoopStage stage{.place = LoopPlace::logits,
                    .title = tr("Logits"),
                    .meaning = tr("The prediction of every token; its mean entropy tells how sure it is (67)."),
                    .knob = "objective.entropy_bonus",
                    .colour = Meaning::entropy};
    const double entropy = newest(history, "train/predictive_entropy");
    add(stage, tr("entropy"), entropy, tr("%1 nats").arg(fixed(entropy, 2)));
    return stage;
}

LoopStage loss_stage(const Knobs& knobs, const History& history) {
    LoopStage stage{.place = LoopPlace::loss,
                    .title = tr("Loss"),
                    .meaning = tr("Mean cross-entropy of the batch (3), with the remedies, if any is set."),
                    .knob = "objective.entropy_bonus",
                    .colour = Meaning::loss};
    const double loss = newest(history, "train/loss"), remedy = newest(history, "train/remedy");
    add(stage, tr("loss"), loss, tr("%1 nats").arg(fixed(loss, 2)));
    stage.acting = knobs.objective.entropy_bonus > 0 || knobs.objective.label_smoothing > 0 || knobs.objective.unlikelihood > 0;
    if (stage.acting)
        add(stage, tr("remedies"), remedy, number(remedy));
    return stage;
}

LoopStage feedback_stage(const Knobs& knobs, const History& history, std::int64_t step) {
    LoopStage stage{.place = LoopPlace::feedback,
                    .title = tr("Feedback"),
                    .meaning = tr("Adds α·g·∂Ψ/∂x to the gradient that reaches the logits (61)."),
                    .knob = "feedback.strength",
                    .colour = Meaning::strength};
    stage.bypassed = knobs.feedback.strength == 0 ? tr("off while α = 0") : why_idle("feedback.law", knobs, step);
    stage.acting = stage.bypassed.isEmpty();
    stage.values = {{tr("αₜ"), number(engaged_strength(knobs, step))}};
    const double potential = newest(history, "train/potential");
    add(stage, QStringLiteral("Ψ"), potential, number(potential));
    return stage;
}

LoopStage psu_stage(const Knobs& knobs, const History& history) {
    LoopStage stage{.place = LoopPlace::psu,
                    .title = tr("PSU"),
                    .meaning = tr("Scales each step by γ and may let only some blocks of parameters move (Alg. 1)."),
                    .knob = "psu.mode",
                    .colour = Meaning::other};
    const std::string chosen = to_text(find_knob("psu.mode").value(knobs));
    stage.acting = knobs.psu.mode != PsuMode::off;
    if (!stage.acting)
        stage.bypassed = tr("off, γ = 1");
    const double gamma = newest(history, "psu/gamma"), scope = newest(history, "psu/scope"), ratio = newest(history, "psu/gradient_ratio");
    stage.values = {{tr("mode"), plain(chosen)}};
    add(stage, QStringLiteral("γ"), gamma, number(gamma));
    add(stage, tr("scope"), scope, tr("%1 %").arg(fixed(scope, 0)));
    add(stage, QStringLiteral("ã"), ratio, number(ratio));
    return stage;
}

LoopStage update_stage(const Knobs& knobs, const History& history) {
    LoopStage stage{.place = LoopPlace::update,
                    .title = tr("Update"),
                    .meaning = tr("The optimizer's step; a gradient longer than the clip is cut to it."),
                    .knob = "optimizer.learning_rate",
                    .colour = Meaning::strength};
    const double rate = newest(history, "train/learning_rate"), gradient = newest(history, "train/gradient_norm");
    add(stage, QStringLiteral("η"), rate, number(rate));
    add(stage, QStringLiteral("‖∇J‖"), gradient, number(gradient));
    stage.acting = knobs.optimizer.gradient_clip > 0 && gradient > knobs.optimizer.gradient_clip;
    if (stage.acting)
        stage.values.push_back({tr("clipped to"), number(knobs.optimizer.gradient_clip)});
    return stage;
}

} // namespace

std::vector<LoopStage> loop_stages(const Knobs& knobs, const History& history, std::int64_t step) {
    const LoopStage dmu = dmu_stage(knobs, step), dtu = dtu_stage(knobs, step);
    return {data_stage(knobs, history, step),
            model_stage(knobs, history, dmu.acting || dtu.acting),
            dmu,
            dtu,
            logits_stage(history),
            loss_stage(knobs, history),
            feedback_stage(knobs, history, step),
            psu_stage(knobs, history),
            update_stage(knobs, history)};
}

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/telemetry/log_names.h"

#include "core/telemetry/metrics.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace overdamp {

namespace {

constexpr CommonName names[] = {
    {"step", step_column},
    {"global_step", step_column},
    {"trainer/global_step", step_column},
    {"train/global_step", step_column},
    {"iter", step_column},
    {"iter_num", step_column},
    {"iteration", step_column},
    {"iterations", step_column},
    {"_step", step_column}, // W&B counts its own calls, so it comes last
    {"wall_time", wall_column},
    {"wall time", wall_column},
    {"_timestamp", wall_column},
    {"timestamp", wall_column},
    {"seconds", seconds_column},
    {"_runtime", seconds_column},
    {"relative time (process)", seconds_column},
    {"train/loss", "train/loss"},
    {"train_loss", "train/loss"},
    {"training_loss", "train/loss"},
    {"training loss", "train/loss"},
    {"loss/train", "train/loss"},
    {"train/loss_step", "train/loss"},
    {"train_loss_step", "train/loss"},
    {"loss", "train/loss"},
    {"train/loss_epoch", "train/loss"},
    {"train_loss_epoch", "train/loss"},
    {"train/entropy", "train/predictive_entropy"},
    {"train_entropy", "train/predictive_entropy"},
    {"predictive_entropy", "train/predictive_entropy"},
    {"entropy", "train/predictive_entropy"},
    {"lr", "train/learning_rate"},
    {"learning_rate", "train/learning_rate"},
    {"train/lr", "train/learning_rate"},
    {"train/learning_rate", "train/learning_rate"},
    {"lr-adamw", "train/learning_rate"},
    {"lr-adam", "train/learning_rate"},
    {"lr-sgd", "train/learning_rate"},
    {"grad_norm", "train/gradient_norm"},
    {"gradient_norm", "train/gradient_norm"},
    {"train/grad_norm", "train/gradient_norm"},
    {"train_grad_norm", "train/gradient_norm"},
    {"param_norm", "train/parameter_norm"},
    {"parameter_norm", "train/parameter_norm"},
    {"weight_norm", "train/parameter_norm"},
    {"tokens_per_second", "train/tokens_per_second"},
    {"tokens_per_sec", "train/tokens_per_second"},
    {"tok/s", "train/tokens_per_second"},
    {"val/loss", "eval/loss"},
    {"val_loss", "eval/loss"},
    {"eval/loss", "eval/loss"},
    {"eval_loss", "eval/loss"},
    {"valid/loss", "eval/loss"},
    {"valid_loss", "eval/loss"},
    {"validation/loss", "eval/loss"},
    {"validation_loss", "eval/loss"},
    {"validation loss", "eval/loss"},
    {"loss/val", "eval/loss"},
    {"loss/validation", "eval/loss"},
    {"val/loss_epoch", "eval/loss"},
    {"val/perplexity", "eval/perplexity"},
    {"val_perplexity", "eval/perplexity"},
    {"eval/perplexity", "eval/perplexity"},
    {"eval_perplexity", "eval/perplexity"},
    {"val_ppl", "eval/perplexity"},
    {"perplexity", "eval/perplexity"},
    {"ppl", "eval/perplexity"},
    {"val/entropy", "eval/predictive_entropy"},
    {"val_entropy", "eval/predictive_entropy"},
    {"eval/entropy", "eval/predictive_entropy"},
    {"eval_entropy", "eval/predictive_entropy"},
};

/// Columns that many logs have and that say nothing which could be plotted over steps.
constexpr std::array ignored_names = {"epoch", "train/epoch", "total_flos", "mfu", "samples_per_second", "train/epoch_step"};

/// The name without W&B's run in front, in lower case.
std::string plain_name(std::string_view name) {
    if (const std::size_t dash = name.rfind(" - "); dash != std::string_view::npos)
        name.remove_prefix(dash + 3);
    std::string text(name);
    std::ranges::transform(text, text.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

} // namespace

std::span<const CommonName> common_names() { return names; }

std::string_view meaning_of(std::string_view theirs) {
    if (const Metric* metric = find_metric(theirs))
        return metric->name;
    const std::string name = plain_name(theirs);
    if (const Metric* metric = find_metric(name))
        return metric->name;
    const auto* found = std::ranges::find(names, name, &CommonName::theirs);
    return found == std::end(names) ? std::string_view() : found->ours;
}

bool is_ignored_column(std::string_view name) {
    const std::string text = plain_name(name);
    return text.ends_with("__min") || text.ends_with("__max") || std::ranges::find(ignored_names, text) != ignored_names.end();
}

bool is_time_column(std::string_view ours) { return ours == step_column || ours == wall_column || ours == seconds_column; }

std::size_t column_preference(std::string_view theirs) {
    const auto* found = std::ranges::find(names, plain_name(theirs), &CommonName::theirs);
    return find_metric(theirs) ? 0 : 1 + static_cast<std::size_t>(found - std::begin(names));
}

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/work.h"

namespace overdamp {

namespace {

/// Forward operations of a product of [rows, inputs] and [inputs, outputs].
double product(double rows, double inputs, double outputs) { return 2 * rows * inputs * outputs; }

double attention_work(double width, double attending) {
    const double projections = product(attending, width, 3 * width) + product(attending, width, width);
    const double scores_and_mixture = 2 * product(attending, width, attending);
    return projections + scores_and_mixture;
}

double feed_forward_work(double rows, const FeedForwardMask& mask) {
    const auto inner = static_cast<double>(kept_hidden(mask).size());
    return product(rows, static_cast<double>(mask.up.inputs.size()), inner) + product(rows, inner, static_cast<double>(mask.down.outputs.size()));
}

} // namespace

double step_work(const Shape& shape, const Masks& masks, ModelKind kind) {
    const auto width = static_cast<double>(shape.width), hidden = static_cast<double>(shape.hidden()), time = static_cast<double>(shape.context);
    double forward = product(time, width, static_cast<double>(shape.vocabulary));
    if (kind == ModelKind::bert)
        forward += product(time, width, width);
    for (std::size_t layer = 0; layer < static_cast<std::size_t>(shape.layers); ++layer) {
        forward += attention_work(width, masks.positions.empty() ? time : static_cast<double>(masks.positions[layer].size()));
        forward += masks.feed_forward.empty() ? product(time, width, hidden) + product(time, hidden, width)
                                              : feed_forward_work(time, masks.feed_forward[layer]);
    }
    return 3 * forward;
}

double work_share(const Shape& shape, const Masks& masks, ModelKind kind) { return step_work(shape, masks, kind) / step_work(shape, {}, kind); }

} // namespace overdamp

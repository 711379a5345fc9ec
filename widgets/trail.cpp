// SPDX-License-Identifier: GPL-3.0-or-later
// A long trajectory as a short line: the means of equally long stretches.
#include "widgets/trail.h"

#include <cmath>

namespace overdamp {

namespace {

Vertex plus(const Vertex& first, const Vertex& second) {
    return {first.step + second.step, first.x + second.x, first.y + second.y, first.value + second.value};
}

Vertex over(const Vertex& sum, double count) {
    return {sum.step / count, sum.x / count, sum.y / count, sum.value / count};
}

} // namespace

void Trail::add(const Vertex& point) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y) || !std::isfinite(point.value))
        return;
    sum_ = plus(sum_, point);
    if (++pending_ < stretch_)
        return;
    finished_.push_back(over(sum_, static_cast<double>(pending_)));
    sum_ = {};
    pending_ = 0;
    if (finished_.size() < most_)
        return;
    for (std::size_t pair = 0; pair < finished_.size() / 2; ++pair)
        finished_[pair] = over(plus(finished_[2 * pair], finished_[2 * pair + 1]), 2);
    if (finished_.size() % 2 == 1) {
        sum_ = over(finished_.back(), 1 / static_cast<double>(stretch_));
        pending_ = stretch_;
    }
    finished_.resize(finished_.size() / 2);
    stretch_ *= 2;
}

std::vector<Vertex> Trail::vertices() const {
    std::vector<Vertex> all = finished_;
    if (pending_ > 0)
        all.push_back(over(sum_, static_cast<double>(pending_)));
    return all;
}

} // namespace overdamp

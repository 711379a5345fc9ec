// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that train together, each played by a thread: sums, texts, and the objective of a batch in two parts.
#include "core/train/collective.h"

#include "core/train/objective.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <functional>
#include <thread>

using namespace overdamp;

namespace {

/// Calls `act` for each rank of a world of that size, in a thread of its own. Returns what went wrong, of the lowest rank.
std::string in_world(std::int64_t size, const std::function<void(const Collective&)>& act) {
    WorldPlace place{.size = size, .one_machine = true};
    Rendezvous served(place);
    place.port = served.port();
    std::vector<std::string> errors(static_cast<std::size_t>(size));
    std::vector<std::jthread> ranks;
    for (std::int64_t rank = 0; rank < size; ++rank)
        ranks.emplace_back([&, own = place, rank]() mutable {
            try {
                own.rank = rank;
                if (rank == 0)
                    return act(*served.join("cpu"));
                Rendezvous rendezvous(own);
                act(*rendezvous.join("cpu"));
            } catch (const std::exception& error) {
                errors[static_cast<std::size_t>(rank)] = error.what();
            }
        });
    ranks.clear(); // joins
    for (const std::string& error : errors)
        if (!error.empty())
            return error;
    return {};
}

/// Logits' rows, targets and head of a batch of `sequences` of 5 tokens; some targets count nowhere.
struct Rows {
    explicit Rows(std::int64_t sequences) {
        at::manual_seed(3);
        hidden = at::randn({sequences * time, 6}, at::kDouble);
        head = {at::randn({11, 6}, at::kDouble), at::randn({11}, at::kDouble)};
        inputs = at::randint(11, {sequences, time}, at::kLong);
        targets = at::randint(11, {sequences * time}, at::kLong);
        targets[1] = targets[2] = targets[7] = ignored_target; // the parts do not have equally many
    }

    static constexpr std::int64_t time = 5;
    at::Tensor hidden, inputs, targets;
    Head head;
};

ObjectiveGradient gradient_of(const Rows& rows, std::int64_t first, std::int64_t count, FeedbackInForce feedback, Remedies remedies, const WholeBatch& whole) {
    remedies.inputs = rows.inputs.narrow(0, first, count);
    return objective_gradient(rows.hidden.narrow(0, first * Rows::time, count * Rows::time), rows.head,
                              rows.targets.narrow(0, first * Rows::time, count * Rows::time), Rows::time, feedback, remedies, true, whole);
}

} // namespace

class CollectiveTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sums_and_texts_reach_every_rank() {
        const std::string error = in_world(3, [](const Collective& world) {
            const at::Tensor values = at::full({2, 2}, static_cast<double>(world.rank() + 1), at::kFloat);
            world.sum(values);
            const at::Tensor number = at::full({1}, 40 + world.rank(), at::kLong);
            world.spread(number);
            const std::string text = world.spread(world.rank() == 0 ? "π = 3" : "");
            const std::string nothing = world.spread(std::string());
            if (!values.eq(6).all().item<bool>() || number.item<std::int64_t>() != 40 || text != "π = 3" || !nothing.empty() || world.size() != 3)
                throw std::runtime_error("rank " + std::to_string(world.rank()) + " has something else");
        });
        QCOMPARE(error, std::string());
    }

    void two_parts_give_the_objective_of_the_whole_batch_data() {
        QTest::addColumn<FeedbackLaw>("law");
        QTest::addColumn<bool>("first_step");
        QTest::newRow("entropy") << FeedbackLaw::entropy << false;
        QTest::newRow("marginal") << FeedbackLaw::marginal << false;
        QTest::newRow("anchor, with a running mean") << FeedbackLaw::anchor << false;
        QTest::newRow("anchor, at its first step") << FeedbackLaw::anchor << true;
        QTest::newRow("temporal") << FeedbackLaw::temporal << false;
    }

    /// In double precision, so that only a wrong formula can differ.
    void two_parts_give_the_objective_of_the_whole_batch() {
        QFETCH(FeedbackLaw, law);
        QFETCH(bool, first_step);
        const Rows rows(4);
        FeedbackInForce feedback{.law = law, .strength = 0.7, .generator = {}, .running_mean = {}};
        if (law == FeedbackLaw::anchor && !first_step)
            feedback.running_mean = at::softmax(at::arange(11, at::kDouble), 0);
        const Remedies remedies{.entropy_bonus = 0.1, .label_smoothing = 0.2, .unlikelihood = 0.3, .inputs = {}};
        const ObjectiveGradient whole = gradient_of(rows, 0, 4, feedback, remedies, {});
        const std::int64_t targets = rows.targets.ne(ignored_target).sum().item<std::int64_t>();
        std::array<ObjectiveGradient, 2> parts;
        const std::string error = in_world(2, [&](const Collective& world) {
            parts[static_cast<std::size_t>(world.rank())] =
                gradient_of(rows, 2 * world.rank(), 2, feedback, remedies, {.world = &world, .targets = targets});
        });
        QCOMPARE(error, std::string());
        const auto close = [](const at::Tensor& a, const at::Tensor& b) { return a.allclose(b, 1e-12, 1e-13); };
        QVERIFY(close(at::cat({parts[0].hidden, parts[1].hidden}), whole.hidden));
        QVERIFY(close(parts[0].weight + parts[1].weight, whole.weight));
        QVERIFY(close(parts[0].bias + parts[1].bias, whole.bias));
        for (const ObjectiveGradient& part : parts) {
            QVERIFY(close(part.means.loss, whole.means.loss));
            QVERIFY(close(part.means.predictive_entropy, whole.means.predictive_entropy));
            QVERIFY(close(part.means.potential, whole.means.potential));
            QVERIFY(close(part.means.remedy, whole.means.remedy));
            QCOMPARE(part.means.mean_prediction.defined(), whole.means.mean_prediction.defined());
            if (whole.means.mean_prediction.defined())
                QVERIFY(close(part.means.mean_prediction, whole.means.mean_prediction));
        }
    }

    void who_waits_for_a_rank_that_has_failed_is_told_why() {
        const WorldPlace place{.size = 2, .one_machine = true};
        Rendezvous rendezvous(place);
        std::jthread watcher([&] { rendezvous.cancel("rank 1 failed: no such corpus"); });
        try {
            rendezvous.join("cpu");
            QFAIL("nobody came, and yet it joined");
        } catch (const WorldError& error) {
            QCOMPARE(std::string(error.what()), std::string("rank 1 failed: no such corpus"));
        }
    }

    void a_rank_that_leaves_is_noticed() {
        const std::string error = in_world(2, [](const Collective& world) {
            world.sum(at::ones({4}, at::kFloat)); // nobody is still connecting
            if (world.rank() == 0)
                world.sum(at::ones({4}, at::kFloat));
        });
        QVERIFY2(error.starts_with("the connection to another process of this training is gone"), error.c_str());
    }
};

QTEST_GUILESS_MAIN(CollectiveTest)
#include "collective.moc"

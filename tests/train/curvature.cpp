// SPDX-License-Identifier: GPL-3.0-or-later
// The power iteration on a real model against all eigenvalues of its Hessian.
#include "core/train/curvature.h"

#include "core/model/gpt2.h"
#include "core/train/checkpoint.h"
#include "core/train/stability_probe.h"
#include "tests/train/tiny_trainer.h"

#include <ATen/ATen.h>
#include <QTemporaryDir>
#include <QTest>

namespace overdamp {

namespace {

/// Column by column from central differences of gradients, in double precision.
at::Tensor whole_hessian(const Transformer& model, const Language& language, const Knobs& knobs) {
    const at::Tensor here = model.parameters().flat().detach().clone();
    const std::int64_t size = here.numel();
    constexpr double step = 1e-5;
    at::Tensor hessian = at::empty({size, size}, here.options());
    const auto gradient_at = [&](std::int64_t place, double shift) {
        {
            const at::NoGradGuard no_gradient;
            model.parameters().flat().copy_(here);
            model.parameters().flat()[place] += shift;
        }
        return fixed_batch_gradient(model, language, knobs);
    };
    for (std::int64_t place = 0; place < size; ++place)
        hessian.select(0, place).copy_((gradient_at(place, step) - gradient_at(place, -step)) / (2 * step));
    return (hessian + hessian.t()) / 2;
}

} // namespace

class CurvatureTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { skip_without_device(); }

    void the_largest_eigenvalue_is_that_of_the_whole_hessian() {
        Knobs knobs = tiny_experiment().knobs;
        knobs.model.layers = 1;
        knobs.model.width = 4;
        knobs.model.context = 6;
        knobs.language.vocabulary = 24;
        knobs.feedback.strength = 0;
        Trainer trainer = make_trainer(knobs);
        train(trainer, knobs, 60);
        const QTemporaryDir folder;
        const std::filesystem::path run = folder.path().toStdString();
        save_language(run, trainer.language());
        save_checkpoint(run, trainer, {.step = trainer.steps_done(), .revision = 0, .seconds = 0, .knobs = knobs});

        const StoredCurvature found = stored_curvature(run, knobs, 2000);
        QVERIFY(found.converged);
        QCOMPARE(found.step, trainer.steps_done());

        Gpt2 model(trainer.model().shape(), test_options(at::kDouble));
        {
            const at::NoGradGuard no_gradient;
            model.parameters().flat().copy_(trainer.model().parameters().flat());
        }
        const double expected = at::linalg_eigvalsh(whole_hessian(model, trainer.language(), knobs).cpu()).max().item<double>();
        QVERIFY2(std::abs(found.largest_eigenvalue - expected) < 1e-2 * expected,
                 qPrintable(QString("%1 for %2").arg(found.largest_eigenvalue).arg(expected)));
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::CurvatureTest)
#include "curvature.moc"

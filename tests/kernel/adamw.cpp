// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernel/adamw.h"

#include <QTest>
#include <cmath>
#include <vector>

namespace overdamp {

class Adamw : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void a_step_is_the_published_one() {
        // 21 numbers: a whole vector and a ragged end.
        std::vector<float> gradient(21), parameter(21), first(21), second(21);
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            gradient[i] = std::sin(static_cast<float>(i) + 1);
            parameter[i] = std::cos(static_cast<float>(i));
            first[i] = 0.1F * static_cast<float>(i);
            second[i] = 0.01F * static_cast<float>(i);
        }
        const std::vector<float> theta = parameter, m = first, v = second;
        const double rate = 3e-3, decay = 0.1, clip = 0.5, t = 7;
        adamw_step({.shrink = static_cast<float>(1 - rate * decay),
                    .gradient_scale = static_cast<float>(clip),
                    .beta1 = 0.9F,
                    .beta2 = 0.999F,
                    .second_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, t))),
                    .epsilon = 1e-8F,
                    .rate = static_cast<float>(rate / (1 - std::pow(0.9, t)))},
                   gradient, parameter, first, second);
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            const double g = clip * gradient[i];
            const double new_m = 0.9 * m[i] + 0.1 * g, new_v = 0.999 * v[i] + 0.001 * g * g;
            const double m_hat = new_m / (1 - std::pow(0.9, t)), v_hat = new_v / (1 - std::pow(0.999, t));
            const double expected = theta[i] * (1 - rate * decay) - rate * m_hat / (std::sqrt(v_hat) + 1e-8);
            QVERIFY(std::abs(first[i] - new_m) < 1e-6);
            QVERIFY(std::abs(second[i] - new_v) < 1e-7);
            QVERIFY2(std::abs(parameter[i] - expected) < 2e-6, qPrintable(QString::number(parameter[i] - expected)));
        }
    }
};

} // namespace overdamp

QTEST_GUILESS_MAIN(overdamp::Adamw)
#include "adamw.moc"

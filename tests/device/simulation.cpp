// SPDX-License-Identifier: GPL-3.0-or-later
// That the simulated device computes what the CPU does and objects to what a GPU objects to; else the tests that run on it would show nothing.
#include "tests/device/simulated_device.h"

#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <QtTest>
#include <csignal>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

using namespace overdamp;

namespace {

/// A differentiable function with views, broadcasting, indices and an update in place.
at::Tensor function_of(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& rows) {
    at::Tensor y = at::matmul(x.index_select(0, rows), weight).log_softmax(1);
    y = y + y.narrow(1, 0, 1) * at::arange(y.size(1), weight.options());
    return y.mul_(2).t().contiguous().view({-1}).pow(2).sum();
}

} // namespace

class SimulationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void values_and_gradients_are_those_of_the_cpu() {
        at::manual_seed(3);
        const at::Tensor x = at::randn({6, 4}), rows = at::tensor({5, 0, 0, 3}, at::kLong);
        const at::Tensor weight = at::randn({4, 7}).set_requires_grad(true), there = weight.detach().to(device).set_requires_grad(true);
        function_of(x, weight, rows).backward();
        const at::Tensor value = function_of(x.to(device), there, rows.to(device));
        value.backward();
        QCOMPARE(value.device(), device);
        QCOMPARE(there.grad().device(), device);
        QVERIFY(at::equal(there.grad().cpu(), weight.grad()));
    }

    void tensors_of_two_devices_are_not_computed_with() {
        const at::Tensor here = at::ones({3}), there = at::ones({3}).to(device), weight = at::ones({3, 3});
        QVERIFY_EXCEPTION_THROWN(here + there, c10::Error);
        QVERIFY_EXCEPTION_THROWN(at::matmul(there, weight), c10::Error);
        QVERIFY_EXCEPTION_THROWN(there.index_select(0, at::zeros({1}, at::kLong)), c10::Error);
        QVERIFY_EXCEPTION_THROWN(at::cat({here, there}), c10::Error);
        QCOMPARE((there * at::full({}, 2.0)).sum().item<double>(), 6.0); // a number of the host is welcome
    }

    void the_host_cannot_reach_its_memory() {
        const at::Tensor there = at::ones({3}).to(device);
        const pid_t child = ::fork();
        if (child == 0) {
            ::signal(SIGSEGV, SIG_DFL);
            const volatile float value = *there.data_ptr<float>();
            ::_exit(value == 1 ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    }

    void what_a_gpu_would_be_waited_for_is_counted() {
        const at::Tensor here = at::ones({3}), there = at::ones({3}).to(device);
        const auto waits = [](const std::function<void()>& work) {
            const std::int64_t before = waits_for_simulated_device();
            work();
            return waits_for_simulated_device() - before;
        };
        QCOMPARE(waits([&] { there.sum().item<double>(); }), 1);
        QCOMPARE(waits([&] { there.to(at::kCPU); }), 1);
        QCOMPARE(waits([&] { here.to(device); }), 1);
        QCOMPARE(waits([&] { there.nonzero(); }), 1);
        QCOMPARE(waits([&] { there.masked_select(there.gt(0)); }), 1);
        QCOMPARE(waits([&] { there.index({there.gt(0)}); }), 1);
        QCOMPARE(waits([&] { there.to(at::kCPU, at::kFloat, true); }), 0);
        QCOMPARE(waits([&] { here.to(device, at::kFloat, true); }), 0);
        QCOMPARE(waits([&] { on_device(here, device); }), 0);
        QCOMPARE(waits([&] { there.index({on_device(at::zeros({2}, at::kLong), device)}); }), 0);
        QCOMPARE(waits([&] { there.add(1).clone().copy_(there).matmul(there); }), 0);
    }

    void a_result_takes_the_memory_that_it_needs() {
        at::Tensor out = at::empty({0}, at::TensorOptions(at::kFloat).device(device));
        const at::Tensor there = at::ones({4, 5}).to(device);
        at::add_out(out, there, there);
        QVERIFY(at::equal(out.cpu(), at::full({4, 5}, 2.f)));
    }

  private:
    const at::Device device = at::Device(simulated_device);
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows c10d. A LibTorch without its Gloo, or without Gloo's headers, trains in one process.
#include "core/train/collective.h"

#include <ATen/ATen.h>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>
#if defined(USE_C10D_GLOO) && __has_include(<gloo/algorithm.h>)
#define OVERDAMP_HAS_GLOO
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#endif
#if defined(OVERDAMP_HAS_GLOO) && defined(USE_C10D_NCCL) && __has_include(<nccl.h>)
#define OVERDAMP_HAS_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

namespace overdamp {

#ifdef OVERDAMP_HAS_GLOO

namespace {

using namespace std::chrono_literals;

/// How long processes look for each other.
constexpr auto patience = 5min;
/// How long one waits for the others in training; rank 0 evaluates and writes checkpoints meanwhile. A process that ends is noticed at once.
constexpr auto longest_step = 1h;

std::string message_of(const std::exception& error) {
    const auto* torch_error = dynamic_cast<const c10::Error*>(&error);
    const std::string text = torch_error ? torch_error->what_without_backtrace() : error.what();
    return text.substr(0, text.find('\n'));
}

/// Calls what may fail because another process is gone.
template <typename Work> auto guarded(const char* what, Work work) {
    try {
        return work();
    } catch (const std::exception& error) {
        throw WorldError(std::string(what) + " (" + message_of(error) + ")");
    }
}

constexpr const char* lost = "the connection to another process of this training is gone";

/// The way to the other machines: GLOO_SOCKET_IFNAME, as PyTorch has it, or what the machine's name stands for.
std::shared_ptr<gloo::transport::Device> gloo_device(const WorldPlace& place) {
    if (place.one_machine)
        return c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
    if (const char* interface = std::getenv("GLOO_SOCKET_IFNAME"); interface != nullptr && *interface != '\0')
        return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
    return c10d::ProcessGroupGloo::createDefaultDevice();
}

std::string arrival_of(std::int64_t rank) { return "arrived/" + std::to_string(rank); }

} // namespace

struct Rendezvous::Store {
    c10::intrusive_ptr<c10d::TCPStore> store;
    std::mutex mutex;
    std::string cancelled; ///< guarded by mutex

    std::string reason_to_end(const std::stop_token& stop) {
        const std::scoped_lock lock(mutex);
        return cancelled.empty() && stop.stop_requested() ? "stopped before all processes were there" : cancelled;
    }
};

struct Collective::Groups {
    c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo;
#ifdef OVERDAMP_HAS_NCCL
    c10::intrusive_ptr<c10d::ProcessGroupNCCL> nccl; ///< null on the CPU
#endif

    /// Lets a group that can reach the tensor's device work on it.
    template <typename Operation> void on(const at::Tensor& tensor, Operation operation) const {
        guarded(lost, [&] {
#ifdef OVERDAMP_HAS_NCCL
            if (nccl && tensor.is_cuda()) {
                std::vector<at::Tensor> tensors{tensor};
                operation(*nccl, tensors)->wait();
                return;
            }
#endif
            std::vector<at::Tensor> tensors{tensor.cpu()};
            operation(*gloo, tensors)->wait();
            if (!tensor.is_cpu())
                tensor.copy_(tensors.front());
        });
    }
};

Rendezvous::Rendezvous(const WorldPlace& place) : place_(place), store_(std::make_unique<Store>()) {
    std::signal(SIGPIPE, SIG_IGN); // c10d writes to connections that the other side may have closed; the failed write says so
    c10d::TCPStoreOptions options;
    options.port = place.port;
    options.isServer = place.rank == 0;
    options.waitWorkers = false;
    options.timeout = patience;
    const std::string where = place.host + ':' + std::to_string(place.port);
    guarded(place.rank == 0 ? "cannot wait for the other processes" : ("cannot reach rank 0 at " + where).c_str(),
            [&] { store_->store = c10::make_intrusive<c10d::TCPStore>(place.host, options); });
}

std::uint16_t Rendezvous::port() const { return store_->store->getPort(); }

std::shared_ptr<const Collective> Rendezvous::join(const std::string& device, const std::stop_token& stop) {
    const auto arrive = [&] { store_->store->set(arrival_of(place_.rank), std::vector<std::uint8_t>{1}); };
    const auto is_there = [&](std::int64_t rank) { return store_->store->check({arrival_of(rank)}); };
    constexpr const char* rank_0_ended = "rank 0 ended before all processes were there";
    guarded(rank_0_ended, arrive);
    const auto begin = std::chrono::steady_clock::now();
    for (std::int64_t rank = 0; rank < place_.size;) {
        if (guarded(rank_0_ended, [&] { return is_there(rank); })) {
            ++rank;
            continue;
        }
        if (const std::string reason = store_->reason_to_end(stop); !reason.empty())
            throw WorldError(reason);
        if (std::chrono::steady_clock::now() - begin > patience)
            throw WorldError("rank " + std::to_string(rank) + " did not come within five minutes");
        std::this_thread::sleep_for(20ms);
    }
    auto groups = std::make_unique<Collective::Groups>();
    guarded("the processes cannot connect to each other", [&] {
        const auto options = c10d::ProcessGroupGloo::Options::create(longest_step);
        options->devices.push_back(gloo_device(place_));
        options->threads = 1;
        const auto rank = static_cast<int>(place_.rank), size = static_cast<int>(place_.size);
        groups->gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", store_->store), rank, size, options);
#ifdef OVERDAMP_HAS_NCCL
        if (device.starts_with("cuda"))
            groups->nccl = c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>("nccl", store_->store), rank, size);
#endif
    });
    static_cast<void>(device); // of use to NCCL alone
    return std::make_shared<const Collective>(place_, std::move(groups));
}

void Rendezvous::cancel(const std::string& reason) {
    const std::scoped_lock lock(store_->mutex);
    store_->cancelled = reason;
}

void Collective::sum(const at::Tensor& tensor) const {
    groups_->on(tensor, [](auto& group, std::vector<at::Tensor>& tensors) { return group.allreduce(tensors); });
}

void Collective::spread(const at::Tensor& tensor) const {
    groups_->on(tensor, [](auto& group, std::vector<at::Tensor>& tensors) { return group.broadcast(tensors); });
}

std::string Collective::spread(const std::string& text) const {
    const at::Tensor size = at::full({1}, static_cast<std::int64_t>(text.size()), at::kLong);
    spread(size);
    std::string result(static_cast<std::size_t>(size.item<std::int64_t>()), '\0');
    if (rank_ == 0)
        result = text;
    if (result.empty())
        return result;
    const at::Tensor bytes = at::from_blob(result.data(), {std::ssize(result)}, at::kByte);
    spread(bytes);
    return result;
}

#else

struct Rendezvous::Store {};
struct Collective::Groups {};

Rendezvous::Rendezvous(const WorldPlace& place) : place_(place) {
    throw WorldError("this program's LibTorch was built without Gloo, or Gloo's headers (libgloo-dev) were not there: one model trains in one process");
}

std::uint16_t Rendezvous::port() const { return place_.port; }
std::shared_ptr<const Collective> Rendezvous::join(const std::string&, const std::stop_token&) { return nullptr; }
void Rendezvous::cancel(const std::string&) {}
void Collective::sum(const at::Tensor&) const {}
void Collective::spread(const at::Tensor&) const {}
std::string Collective::spread(const std::string& text) const { return text; }

#endif

Rendezvous::~Rendezvous() = default;
Collective::Collective(const WorldPlace& place, std::unique_ptr<Groups> groups) : rank_(place.rank), size_(place.size), groups_(std::move(groups)) {}
Collective::~Collective() = default;

} // namespace overdamp

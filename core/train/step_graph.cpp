// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/step_graph.h"

#include "core/stabilizer/on_device.h"

#include <ATen/ATen.h>
#include <utility>

#ifdef OVERDAMP_CUDA
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#endif

namespace overdamp {

GraphPolicy::Choice GraphPolicy::choose(const std::optional<PassKey>& key) {
    if (!key || given_up_) {
        key_.reset();
        return Choice::directly;
    }
    passes_ = key == key_ ? passes_ + 1 : 1;
    key_ = key;
    return passes_ <= passes_before_recording ? Choice::directly : passes_ == passes_before_recording + 1 ? Choice::record : Choice::replay;
}

#ifdef OVERDAMP_CUDA

struct StepGraph::Recording {
    at::Tensor inputs, targets; ///< read by the graph
    at::cuda::CUDAGraph graph;
    ObjectiveMeans means; ///< written by it
};

namespace {

/// Begins to record on the current stream. Newer versions can do so without minding what other threads, such as a twin's, do on the GPU meanwhile.
template <typename Graph> void begin_capture(Graph& graph) {
    if constexpr (requires { graph.capture_begin(at::cuda::MempoolId_t{}, cudaStreamCaptureModeThreadLocal); })
        graph.capture_begin(at::cuda::MempoolId_t{}, cudaStreamCaptureModeThreadLocal);
    else
        graph.capture_begin();
}

/// The recorded pass adds in another order where threads race; anything beyond that is an error.
bool agree(const at::Tensor& ours, const at::Tensor& reference) { return ((ours - reference).norm() <= 1e-2 * reference.norm()).item<bool>(); }

} // namespace

ObjectiveMeans StepGraph::run(const std::optional<PassKey>& key, const Parameters& parameters, const at::Tensor& inputs, const at::Tensor& targets,
                              const Pass& pass) {
    const at::Device device = parameters.flat().device();
    const auto directly = [&] { return pass(on_device(inputs, device), targets); };
    if (!device.is_cuda() || parameters.flat().numel() > most_parameters)
        return directly();
    switch (policy_.choose(key)) {
    case GraphPolicy::Choice::directly:
        recording_.reset();
        return directly();
    case GraphPolicy::Choice::replay:
        recording_->inputs.copy_(on_device(inputs, device));
        recording_->targets.copy_(on_device(targets, device));
        recording_->graph.replay();
        return recording_->means;
    case GraphPolicy::Choice::record:
        break;
    }
    const ObjectiveMeans expected = directly();
    const at::Tensor expected_gradient = parameters.flat_gradient().clone();
    try {
        auto recording = std::make_unique<Recording>();
        recording->inputs = on_device(inputs, device).clone();
        recording->targets = on_device(targets, device).clone();
        c10::cuda::device_synchronize();
        {
            const c10::cuda::CUDAStreamGuard guard(c10::cuda::getStreamFromPool(false, device.index()));
            begin_capture(recording->graph);
            recording->means = pass(recording->inputs, recording->targets);
            recording->graph.capture_end();
        }
        recording->graph.replay();
        if (agree(recording->means.loss, expected.loss) && agree(parameters.flat_gradient(), expected_gradient)) {
            recording_ = std::move(recording);
            return recording_->means;
        }
    } catch (const c10::Error&) { // not everything can be recorded everywhere; the pass itself can be made
    }
    policy_.give_up();
    return directly();
}

#else

struct StepGraph::Recording {};

ObjectiveMeans StepGraph::run(const std::optional<PassKey>&, const Parameters& parameters, const at::Tensor& inputs, const at::Tensor& targets,
                              const Pass& pass) {
    return pass(on_device(inputs, parameters.flat().device()), targets);
}

#endif

StepGraph::StepGraph() = default;
StepGraph::~StepGraph() = default;

} // namespace overdamp

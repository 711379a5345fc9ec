// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/replica.h"

#include "core/train/collective.h"
#include "core/train/device.h"
#include "core/train/trainer.h"

#include <ATen/ATen.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

namespace overdamp {

namespace {

using Json = nlohmann::json;

constexpr const char* step_order = "step";
constexpr const char* compare_order = "compare";
constexpr const char* end_order = "end";

/// Rank 0's tensors, by name; the other ranks pass nothing.
NamedTensors spread(const Collective& world, const NamedTensors& own) {
    Json list = Json::array();
    for (const auto& [name, tensor] : own)
        list.push_back({{"name", name}, {"type", static_cast<int>(tensor.scalar_type())}, {"shape", tensor.sizes().vec()}});
    NamedTensors received;
    for (const Json& entry : Json::parse(world.spread(list.dump()))) {
        const auto name = entry.at("name").get<std::string>();
        const auto shape = entry.at("shape").get<std::vector<std::int64_t>>();
        const at::TensorOptions options = at::TensorOptions(static_cast<at::ScalarType>(entry.at("type").get<int>()));
        const at::Tensor tensor = world.rank() == 0 ? own.at(name).cpu().contiguous() : at::empty(shape, options);
        world.spread(tensor);
        received[name] = tensor;
    }
    return received;
}

/// Sum of the parameters' bits.
at::Tensor checksum(const Trainer& trainer) { return trainer.model().parameters().flat().view(at::kInt).sum(at::kLong).cpu().reshape({1}); }

/// What a step needs of the language; the rest is rank 0's business.
Language training_part(const Json& greeting, const Collective& world) {
    Language language;
    language.tokenizer = tokenizer_from_json(greeting.at("tokenizer"));
    language.alignment = greeting.at("alignment").get<std::int64_t>();
    language.training = at::empty({greeting.at("tokens").get<std::int64_t>()}, at::kLong);
    world.spread(language.training);
    return language;
}

/// Ranks of one machine take its GPUs in turn, unless a scheduler has given each its own.
std::string own_device(const std::string& device, const WorldPlace& place) {
    const char* local = std::getenv("SLURM_LOCALID");
    return device_of_rank(device, local != nullptr ? std::atoll(local) : place.rank);
}

} // namespace

std::string device_of_rank(const std::string& device, std::int64_t rank) {
    if (device != "cuda")
        return device;
    return "cuda:" + std::to_string(rank % std::max<std::int64_t>(1, at::detail::getCUDAHooks().getNumGPUs()));
}

Lead::Lead(Rendezvous& rendezvous, const Experiment& experiment, Trainer& trainer, std::int64_t threads, const std::stop_token& stop)
    : world_(rendezvous.join(trainer.model().parameters().flat().device().str(), stop)), sent_(experiment.knobs) {
    const Language& language = trainer.language();
    const Json greeting = {{"experiment", to_json(experiment)},
                           {"threads", threads},
                           {"tokenizer", language.tokenizer->to_json()},
                           {"alignment", language.alignment},
                           {"tokens", language.training.numel()},
                           {"steps_done", trainer.steps_done()}};
    world_->spread(greeting.dump());
    world_->spread(language.training);
    spread(*world_, trainer.model_state());
    spread(*world_, trainer.optimizer_state());
    trainer.share(world_);
}

void Lead::send(const char* order, const Knobs* knobs) {
    Json message = {{"order", order}};
    if (knobs != nullptr && !changes_between(sent_, *knobs).empty()) {
        message["knobs"] = to_json(*knobs);
        sent_ = *knobs;
    }
    world_->spread(message.dump());
}

void Lead::begin_step(const Knobs& knobs) { send(step_order, &knobs); }

void Lead::compare(const Trainer& trainer) {
    send(compare_order);
    world_->spread(checksum(trainer));
}

void Lead::end() { send(end_order); }

void train_replica(Rendezvous& rendezvous) {
    const auto world = rendezvous.join(resolve_device("auto"));
    const Json greeting = Json::parse(world->spread(std::string()));
    Experiment experiment = parse_experiment(greeting.at("experiment").dump(), "rank 0");
    const auto language = std::make_shared<const Language>(training_part(greeting, *world));
    use_threads(greeting.at("threads").get<std::int64_t>());
    Trainer trainer(experiment.knobs, language, own_device(resolve_device(experiment.knobs.training.device), rendezvous.place()));
    const NamedTensors model = spread(*world, {}), optimizer = spread(*world, {});
    trainer.restore(model, optimizer, greeting.at("steps_done").get<std::int64_t>());
    trainer.share(world);
    for (;;) {
        const Json message = Json::parse(world->spread(std::string()));
        const auto order = message.at("order").get<std::string>();
        if (order == end_order)
            return;
        if (order == compare_order) {
            const at::Tensor expected = at::empty({1}, at::kLong);
            world->spread(expected);
            if (!at::equal(expected, checksum(trainer)))
                throw WorldError("rank " + std::to_string(world->rank()) + "'s parameters are not the same as rank 0's after step " +
                                 std::to_string(trainer.steps_done()));
            continue;
        }
        if (const auto knobs = message.find("knobs"); knobs != message.end())
            apply_json(experiment.knobs, *knobs);
        try {
            trainer.step(experiment.knobs);
        } catch (const NumericError&) {
            // Rank 0 met it too and says how to go on.
        }
    }
}

} // namespace overdamp

// SPDX-License-Identifier: GPL-3.0-or-later
// Loops for the CPU that are compiled for several vector widths; the widest that the machine has is taken.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace overdamp {

#if defined(__x86_64__)
template <typename Body> [[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx2,fma")]] void with_avx512(const Body& body) { body(); }
template <typename Body> [[gnu::target("avx2,fma")]] void with_avx2(const Body& body) { body(); }
#endif

/// Runs `body`, a lambda marked [[gnu::always_inline]] that calls nothing but inlined functions, compiled for the machine's vectors.
template <typename Body> void vectorised(const Body& body) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return with_avx512(body);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return with_avx2(body);
#endif
    body();
}

/// eˣ to two units in the last place; exactly 0 below −87.3 and for −∞. For x ≤ 88.
[[gnu::always_inline]] inline float exponential(float x) {
    // eˣ = 2ⁿ·eʳ with |r| ≤ ln 2 / 2; adding 1.5·2²³ rounds to the nearest integer.
    constexpr float rounder = 12582912.0F, inverse_ln2 = 1.44269504F, ln2_high = 0.693359375F, ln2_low = -2.12194440e-4F, least = -87.3F;
    const float bounded = x < least ? least : x;
    const float n = bounded * inverse_ln2 + rounder - rounder;
    const float r = bounded - n * ln2_high - n * ln2_low;
    float y = 1.3981999507e-3F;
    y = y * r + 8.3334519073e-3F;
    y = y * r + 4.1665795894e-2F;
    y = y * r + 1.6666665459e-1F;
    y = y * r + 5.0000001201e-1F;
    y = y * r * r + r + 1.0F;
    const auto scale = std::bit_cast<float>((static_cast<std::int32_t>(n) + 127) << 23);
    return x < least ? 0.0F : y * scale;
}

} // namespace overdamp

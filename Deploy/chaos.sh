#!/usr/bin/env bash
# Real processes under kill -9, SIGSTOP, vanishing clients and slow readers: Deploy/chaos.sh [SEED…] (default: 1 2 3).
# HUIBAO_CHAOS_DOCUMENTS (default 2000) and HUIBAO_CHAOS_SECONDS (default 60) say how many and how long. Also the soak with
# HUIBAO_SOAK_DOCUMENTS (default 20000) small documents, HUIBAO_FUZZ_FRAMES (1000000) mutated frames, HUIBAO_KILLS (3000) kills during
# commits, HUIBAO_PRESSURE_DOCUMENTS (200000) from a client that waits for nothing, and everything exchanged under HUIBAO_ROLLING_DOCUMENTS (1000).
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages

export HUIBAO_CHAOS_DOCUMENTS=${HUIBAO_CHAOS_DOCUMENTS:-2000} HUIBAO_CHAOS_SECONDS=${HUIBAO_CHAOS_SECONDS:-60}
export HUIBAO_SOAK_DOCUMENTS=${HUIBAO_SOAK_DOCUMENTS:-20000} HUIBAO_FUZZ_FRAMES=${HUIBAO_FUZZ_FRAMES:-1000000}
export HUIBAO_HOSTILE_MESSAGES=${HUIBAO_HOSTILE_MESSAGES:-20000} HUIBAO_KILLS=${HUIBAO_KILLS:-3000}
export HUIBAO_PRESSURE_DOCUMENTS=${HUIBAO_PRESSURE_DOCUMENTS:-200000} HUIBAO_ROLLING_DOCUMENTS=${HUIBAO_ROLLING_DOCUMENTS:-1000}

swift build --package-path "$root" --build-tests
HUIBAO_BIN=$(build_release)
export HUIBAO_BIN
for seed in "${@:-1 2 3}"; do
    for one in $seed; do
        HUIBAO_CHAOS_SEED=$one swift test --package-path "$root" --skip-build --filter ChaosTests
    done
done
swift test --package-path "$root" --skip-build --filter 'StatusUnderLoadTests|HostileFrameTests|KilledWriterTests|BackpressureTests|RollingRestartTests'
# alone, since it looks at the memory of its own process
swift test --package-path "$root" --skip-build --filter FuzzTests

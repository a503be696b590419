# Sourced by the scripts beside it: stops with a clear word when the toolchain or a system library is missing, and builds the executables.
# Needs $root, the repository's folder. Installs missing packages when run as root, else prints the one line to run.
# Call require_swift, require_packages, require_swift_version in this order: without the packages a toolchain may not even start.

require_swift() {
    if ! command -v swift >/dev/null 2>&1; then
        cat >&2 <<'TEXT'
Swift is missing: there is no 'swift' on the PATH.
Install the toolchain for your system, version 6.2 or newer, from https://www.swift.org/install/linux/
(on Debian 12: the Swiftly installer, or the archive for Debian 12 unpacked and its usr/bin put on the PATH), then run this again.
TEXT
        exit 1
    fi
}

require_packages() {
    local wanted missing="" package
    wanted=$(sed 's/#.*//' "$root/Deploy/toolchain-packages.txt" "$root/Deploy/packages.txt")
    if ! command -v dpkg-query >/dev/null 2>&1; then
        echo "This is no Debian system, so nothing was checked. The build needs what Debian calls:" $wanted >&2
        return 0
    fi
    for package in $wanted; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" -eq 0 ]; then
        echo "Installing the missing system libraries:$missing" >&2
        apt-get update -q >&2
        # shellcheck disable=SC2086  # a list of package names
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
    else
        echo "System libraries are missing. Run this one line, then start again:" >&2
        echo "  sudo apt-get install -y$missing" >&2
        exit 1
    fi
}

require_swift_version() {
    local said version
    if ! said=$(swift --version 2>&1); then
        echo "'swift --version' fails: the toolchain on the PATH is broken, or made for another system. It says:" >&2
        echo "$said" | sed 's/^/  /' >&2
        exit 1
    fi
    version=$(echo "$said" | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
    case "$version" in
        [0-5].* | 6.[01])
            echo "Swift $version is too old: Huibao needs 6.2 or newer. See https://www.swift.org/install/linux/" >&2
            exit 1
            ;;
    esac
}

# Builds the executables in release mode and prints their folder. They carry Swift's runtime, so that they run where no toolchain is.
build_release() {
    swift build -c release --static-swift-stdlib --package-path "$root" "$@" >&2 &&
        swift build -c release --static-swift-stdlib --package-path "$root" --show-bin-path
}

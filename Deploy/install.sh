#!/usr/bin/env bash
# Installs release binaries, systemd units and sample configuration.
#
#   Deploy/install.sh                       into /usr/local, units and configuration into /etc (as root)
#   PREFIX=/opt/huibao Deploy/install.sh    binaries elsewhere; the units then name that place
#   DESTDIR=staging Deploy/install.sh       everything below a staging folder, for packagers and checks
#
# Configuration that is there already is kept. Makes the system user 'huibao' when run as root without DESTDIR.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
prefix="${PREFIX:-/usr/local}"
dest="${DESTDIR:-}"
# shellcheck source=Deploy/prerequisites.sh
. "$root/Deploy/prerequisites.sh"

require_swift
require_packages
require_swift_version

bin=$(build_release)

for program in huibao huibao-aggregator huibao-ingest huibao-extractor; do
    install -D -m 755 "$bin/$program" "$dest$prefix/bin/$program"
done
for unit in "$root"/Deploy/systemd/*.service "$root"/Deploy/systemd/*.target; do
    install -D -m 644 "$unit" "$dest/etc/systemd/system/$(basename "$unit")"
    sed -i "s|/usr/local/bin/|$prefix/bin/|" "$dest/etc/systemd/system/$(basename "$unit")"
done
for file in "$root"/Deploy/configuration/*.conf; do
    [ -e "$dest/etc/huibao/$(basename "$file")" ] || install -D -m 644 "$file" "$dest/etc/huibao/$(basename "$file")"
done
if [ -z "$dest" ] && [ "$(id -u)" -eq 0 ]; then
    id huibao >/dev/null 2>&1 || useradd --system --home-dir /var/lib/huibao --shell /usr/sbin/nologin huibao
    echo "Start with: systemctl daemon-reload && systemctl enable --now huibao.target" >&2
fi

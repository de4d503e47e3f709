#!/bin/sh
# The command `tilik` on a computer with the systemd unit: with the service's settings, as the service's user.
# install -m 0755 server/deploy/tilik.sh /usr/local/bin/tilik
set -eu
TILIK_DATA=/var/lib/tilik
set -a
settings=/etc/tilik.env
if [ -r "$settings" ]; then . "$settings"; fi
set +a
export TILIK_DATA
exec runuser -u tilik -- /usr/bin/node /opt/tilik/server/src/tilik.ts "$@"

#!/bin/sh
# Starts a throw-away Postgres on a socket in a temporary folder and prints its URL.
#   URL=$(tests/it/support/postgres.sh start DIR)   ...   tests/it/support/postgres.sh stop DIR
# DIR must be short (a socket path has at most 107 bytes) and must not exist yet.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$2
# initdb refuses to run as root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
case $1 in
start)
    mkdir "$dir"
    if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
    cd "$dir"
    as_postgres "$bin/initdb" -D "$dir/data" -U hone -A trust -E UTF8 --locale=C.UTF-8 >"/dev/null"
    as_postgres "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" \
        -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=300" start >"/dev/null"
    echo "postgres://hone@localhost/postgres?host=$dir"
    ;;
stop)
    cd "$dir"
    as_postgres "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >"/dev/null"
    rm -rf "$dir"
    ;;
esac

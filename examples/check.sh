#!/usr/bin/env bash
# Builds and runs every example, and compares what it prints and how it exits with what is expected of it.
# `check.sh --bless` writes the expected output anew. Needs cargo and nothing else.
set -uo pipefail
cd "$(dirname "$0")" || exit 1

bless=${1:-}
failures=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
shop=(storefront --database "$scratch/shop.db")

run() { # EXAMPLE ARGUMENTS…: leaves stdout, stderr and the exit code in $scratch and $code
    local example=$1
    shift
    cargo run --quiet -p dagwright-examples --example "$example" -- "$@" >"$scratch/stdout" 2>"$scratch/stderr"
    code=$?
}

complain() {
    echo "FAILED: $*" >&2
    cat "$scratch/stderr" >&2
    failures=$((failures + 1))
}

# prints NAME EXAMPLE ARGUMENTS…: succeeds and prints exactly what expected/NAME.txt says.
prints() {
    local expected=expected/$1.txt
    shift
    run "$@"
    if [ "$bless" = --bless ]; then cp "$scratch/stdout" "$expected"; fi
    [ "$code" = 0 ] || complain "$*: exit code $code instead of 0"
    diff -u "$expected" "$scratch/stdout" || complain "$*: not what $expected says"
}

# fails CODE MESSAGE EXAMPLE ARGUMENTS…: exits with CODE, prints no page, and says MESSAGE on stderr.
fails() {
    local wanted=$1 message=$2
    shift 2
    run "$@"
    [ "$code" = "$wanted" ] || complain "$*: exit code $code instead of $wanted"
    [ ! -s "$scratch/stdout" ] || complain "$*: printed something in spite of failing"
    grep -qF -- "$message" "$scratch/stderr" || complain "$*: did not say: $message"
}

cargo build -p dagwright-examples --examples || exit 1

prints hello_world hello_world
prints async_dag_readme async_dag_readme
prints hamilton_service hamilton_service
prints blocking blocking
prints checkout checkout

prints crawler crawler
prints crawler crawler --threads 1

prints storefront "${shop[@]}"
prints storefront "${shop[@]}" --customer 1 # the second time, from the database that the first made
prints storefront_degraded "${shop[@]}" --customer 3

fails 1 "storefront: there is no customer 99" "${shop[@]}" --customer 99
fails 2 "invalid value 'nobody' for '--customer <ID>'" "${shop[@]}" --customer nobody
fails 2 "unexpected argument '--costumer'" "${shop[@]}" --costumer 1
fails 2 "cannot be used with" "${shop[@]}" --customer 1 --serve 127.0.0.1:0
fails 1 "storefront: cannot listen on nowhere" "${shop[@]}" --serve nowhere
fails 1 "storefront: cannot open the database" storefront --database "$scratch/no/such/folder/shop.db"
fails 1 "storefront: cannot read the data file" storefront --database "$scratch/new.db" --data "$scratch/no.sql"
echo "not a database" >"$scratch/text"
fails 1 "file is not a database" storefront --database "$scratch/text"
echo "CREATE TABLE other (id);" >"$scratch/other.sql"
fails 1 "not a database of this program's version" storefront --database "$scratch/other.db" --data "$scratch/other.sql"

# The default database, beside the program.
run storefront
[ "$code" = 0 ] || complain "storefront without arguments: exit code $code instead of 0"

cargo test --quiet -p dagwright-examples || failures=$((failures + 1))

if [ "$failures" != 0 ]; then
    echo "examples: $failures failed" >&2
    exit 1
fi
echo "examples: all as expected"

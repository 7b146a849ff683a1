#!/usr/bin/env bash
# A benchmark on a PostgreSQL of its own, which is gone afterwards: `benchmarks/on_postgres.sh benchmarks/plans.py 300000`.

. "$(dirname "$(readlink -f "$0")")/../script/lib.sh"

start_postgres
BENCH_DATABASE_URL=$DATABASE_URL .venv/bin/python "$@"

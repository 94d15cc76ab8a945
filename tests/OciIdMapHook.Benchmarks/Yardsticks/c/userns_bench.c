/* userns-c ROUNDS AT_ONCE: makes and closes AT_ONCE descriptors at the same time; a line for each round, in nanoseconds. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "fail.h"
#include "userns.h"

enum { WARM_UP = 20, AT_ONCE_MAX = 1000 };

static const char map[] = "0 100000 65536\n";
static pthread_barrier_t start, end;
static long rounds;

static void make_one(void)
{
    close(make_user_namespace(map, map));
}

static void *worker(void *unused)
{
    for (long i = 0; i < rounds + WARM_UP; i++) {
        pthread_barrier_wait(&start);
        make_one();
        pthread_barrier_wait(&end);
    }
    return unused;
}

static void start_workers(long count)
{
    pthread_t thread;
    pthread_barrier_init(&start, NULL, (unsigned)count + 1);
    pthread_barrier_init(&end, NULL, (unsigned)count + 1);
    for (long i = 0; i < count; i++) {
        if (pthread_create(&thread, NULL, worker, NULL) != 0)
            fail("pthread_create");
    }
}

/* One of them is made by this thread itself. */
static long one_round(long workers)
{
    struct timespec from, to;
    if (workers > 0)
        pthread_barrier_wait(&start);
    clock_gettime(CLOCK_MONOTONIC, &from);
    make_one();
    if (workers > 0)
        pthread_barrier_wait(&end);
    clock_gettime(CLOCK_MONOTONIC, &to);
    return (to.tv_sec - from.tv_sec) * 1000000000 + to.tv_nsec - from.tv_nsec;
}

int main(int argc, char **argv)
{
    long at_once = argc == 3 ? atol(argv[2]) : 0;
    rounds = argc == 3 ? atol(argv[1]) : 0;
    if (rounds < 1 || at_once < 1 || at_once > AT_ONCE_MAX) {
        fputs("Usage: userns-c ROUNDS AT_ONCE\n", stderr);
        return 2;
    }
    if (at_once > 1)
        start_workers(at_once - 1);
    for (long i = 0; i < rounds + WARM_UP; i++) {
        long nanoseconds = one_round(at_once - 1);
        if (i >= WARM_UP)
            printf("%ld\n", nanoseconds);
    }
    return 0;
}

// A PC/SC program without a language's overhead: counts commands, or measures how late it hears of an insertion.
//
//     cards commands SECONDS          commands a second that the first reader's card answers
//     cards insertion CONTROL ROUNDS  milliseconds from the word "insert", written to CONTROL, to the return of a blocked
//                                     SCardGetStatusChange, one a line
#define _GNU_SOURCE
#include "../../Sources/System/CPCSCLite/shim.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static shim_pcsc pcsc;
static long context;
static char reader[256];

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void check(long result, const char *what) {
    if (result == 0) return;
    fprintf(stderr, "%s: %#lx\n", what, result & 0xFFFFFFFF);
    exit(1);
}

static void commands(double seconds) {
    long card;
    unsigned long protocol;
    check(pcsc.connect(context, reader, 2, 3, &card, &protocol), "connect");
    pcsc_io_request header = {protocol, sizeof header};
    const unsigned char command[] = {0x80, 0x01, 0, 0, 1, 0x55, 0};
    unsigned char answer[300];
    long count = 0;
    double start = now(), end = start;
    for (; end - start < seconds; end = now(), count++) {
        unsigned long length = sizeof answer;
        check(pcsc.transmit(card, &header, command, sizeof command, NULL, answer, &length), "transmit");
    }
    printf("%.1f\n", (double)count / (end - start));
    pcsc.disconnect(card, 0);
}

static int control;
static double told;

static void *insert_later(void *ignored) {
    (void)ignored;
    // Long enough for the wait to have begun.
    usleep(30000 + (unsigned)(rand() % 50000));
    told = now();
    if (write(control, "insert\n", 7) != 7) exit(1);
    return NULL;
}

static void insertions(const char *path, int rounds) {
    control = open(path, O_WRONLY);
    pcsc_reader_state state = {.reader = reader};
    for (int round = 0; round < rounds; round++) {
        if (write(control, "remove\n", 7) != 7) exit(1);
        do {
            check(pcsc.get_status_change(context, 10000, &state, 1), "wait for the removal");
            state.current_state = state.event_state & ~2ul;
        } while ((state.event_state & 0x10) == 0);
        pthread_t thread;
        pthread_create(&thread, NULL, insert_later, NULL);
        do {
            check(pcsc.get_status_change(context, 10000, &state, 1), "wait for the insertion");
            state.current_state = state.event_state & ~2ul;
        } while ((state.event_state & 0x20) == 0);
        double heard = now();
        pthread_join(thread, NULL);
        printf("%.4f\n", (heard - told) * 1000);
    }
}

int main(int count, char **arguments) {
    unsigned long length = sizeof reader;
    if (count < 3 || !shim_load("libpcsclite.so.1", &pcsc)) return 64;
    check(pcsc.establish_context(2, NULL, NULL, &context), "establish");
    check(pcsc.list_readers(context, NULL, reader, &length), "list");
    if (strcmp(arguments[1], "commands") == 0) commands(atof(arguments[2]));
    else if (count > 3) insertions(arguments[2], atoi(arguments[3]));
    return 0;
}

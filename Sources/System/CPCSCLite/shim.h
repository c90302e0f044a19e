// What a program calls of libpcsclite, found in the library at run time.
//
// PCSC's own headers are not included: their pkg-config file makes SwiftPM warn every package that depends on this one,
// and a program that never touches a card should not need the library at all.
#pragma once

#include <dlfcn.h>
#include <string.h>

#ifdef __APPLE__
#include <stdint.h>
typedef int32_t pcsc_long;
typedef uint32_t pcsc_dword;
#pragma pack(push, 1)
#else
typedef long pcsc_long;
typedef unsigned long pcsc_dword;
#endif

/// SCARD_IO_REQUEST
typedef struct {
    pcsc_dword protocol;
    pcsc_dword length;
} pcsc_io_request;

/// SCARD_READERSTATE; MAX_ATR_SIZE is 33.
typedef struct {
    const char *reader;
    void *user_data;
    pcsc_dword current_state;
    pcsc_dword event_state;
    pcsc_dword atr_length;
    unsigned char atr[33];
} pcsc_reader_state;

#ifdef __APPLE__
#pragma pack(pop)
#endif

typedef struct {
    void *library;
    pcsc_long (*establish_context)(pcsc_dword, const void *, const void *, pcsc_long *);
    pcsc_long (*release_context)(pcsc_long);
    pcsc_long (*list_readers)(pcsc_long, const char *, char *, pcsc_dword *);
    pcsc_long (*get_status_change)(pcsc_long, pcsc_dword, pcsc_reader_state *, pcsc_dword);
    pcsc_long (*cancel)(pcsc_long);
    pcsc_long (*connect)(pcsc_long, const char *, pcsc_dword, pcsc_dword, pcsc_long *, pcsc_dword *);
    pcsc_long (*reconnect)(pcsc_long, pcsc_dword, pcsc_dword, pcsc_dword, pcsc_dword *);
    pcsc_long (*disconnect)(pcsc_long, pcsc_dword);
    pcsc_long (*begin_transaction)(pcsc_long);
    pcsc_long (*end_transaction)(pcsc_long, pcsc_dword);
    pcsc_long (*status)(pcsc_long, char *, pcsc_dword *, pcsc_dword *, pcsc_dword *, unsigned char *, pcsc_dword *);
    pcsc_long (*transmit)(pcsc_long, const pcsc_io_request *, const unsigned char *, pcsc_dword, pcsc_io_request *,
                          unsigned char *, pcsc_dword *);
} shim_pcsc;

/// Finds one function; 0 where the library has none of this name.
static inline int shim_find(void *library, const char *name, void *place) {
    void *symbol = dlsym(library, name);
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

/// Loads the library and finds everything in it; 0 where that does not succeed. It is never unloaded.
static inline int shim_load(const char *path, shim_pcsc *pcsc) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return 0;
    pcsc->library = library;
    return shim_find(library, "SCardEstablishContext", &pcsc->establish_context) &&
           shim_find(library, "SCardReleaseContext", &pcsc->release_context) &&
           shim_find(library, "SCardListReaders", &pcsc->list_readers) &&
           shim_find(library, "SCardGetStatusChange", &pcsc->get_status_change) &&
           shim_find(library, "SCardCancel", &pcsc->cancel) &&
           shim_find(library, "SCardConnect", &pcsc->connect) &&
           shim_find(library, "SCardReconnect", &pcsc->reconnect) &&
           shim_find(library, "SCardDisconnect", &pcsc->disconnect) &&
           shim_find(library, "SCardBeginTransaction", &pcsc->begin_transaction) &&
           shim_find(library, "SCardEndTransaction", &pcsc->end_transaction) &&
           shim_find(library, "SCardStatus", &pcsc->status) &&
           shim_find(library, "SCardTransmit", &pcsc->transmit);
}

// What libssl exports only as macros, as functions that Swift can import.
#pragma once

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// Settings of a context.

static inline int shim_SSL_CTX_set_min_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline int shim_SSL_CTX_set_max_proto_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_max_proto_version(context, version);
}
static inline int shim_SSL_CTX_set1_groups_list(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_groups_list(context, names);
}
static inline int shim_SSL_CTX_set1_sigalgs_list(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_sigalgs_list(context, names);
}
static inline int shim_SSL_CTX_set1_client_sigalgs_list(SSL_CTX *context, const char *names) {
    return (int)SSL_CTX_set1_client_sigalgs_list(context, names);
}
static inline void shim_SSL_CTX_set_session_cache_mode(SSL_CTX *context, long mode) {
    SSL_CTX_set_session_cache_mode(context, mode);
}
static inline void shim_SSL_CTX_set_mode(SSL_CTX *context, long mode) { SSL_CTX_set_mode(context, mode); }
/// Takes a reference of its own to the certificate.
static inline int shim_SSL_CTX_add1_chain_cert(SSL_CTX *context, X509 *certificate) {
    return (int)SSL_CTX_add1_chain_cert(context, certificate);
}

// Settings of a connection.

/// Takes a reference of its own to the store.
static inline int shim_SSL_set1_verify_cert_store(SSL *connection, X509_STORE *store) {
    return (int)SSL_set1_verify_cert_store(connection, store);
}
static inline int shim_SSL_set_tlsext_host_name(SSL *connection, const char *name) {
    return (int)SSL_set_tlsext_host_name(connection, name);
}

// The server's certificate status (RFC 6066, section 8; RFC 8446, section 4.4.2.1).

static inline void shim_SSL_CTX_set_tlsext_status_cb(SSL_CTX *context, int (*callback)(SSL *, void *)) {
    SSL_CTX_set_tlsext_status_cb(context, callback);
}
/// Asks for a stapled OCSP response.
static inline int shim_SSL_CTX_request_ocsp_status(SSL_CTX *context) {
    return (int)SSL_CTX_set_tlsext_status_type(context, TLSEXT_STATUSTYPE_ocsp);
}
/// What the server stapled; -1 for nothing. The bytes belong to the connection.
static inline long shim_SSL_get_tlsext_status_ocsp_resp(SSL *connection, const unsigned char **response) {
    return SSL_get_tlsext_status_ocsp_resp(connection, response);
}
/// Staples a copy of the bytes.
static inline int shim_SSL_set1_tlsext_status_ocsp_resp(SSL *connection, const unsigned char *response, size_t count) {
    unsigned char *copy = OPENSSL_memdup(response, count);
    if (copy == NULL) return 0;
    // Belongs to the connection afterwards.
    return (int)SSL_set_tlsext_status_ocsp_resp(connection, copy, (long)count);
}

// Memory BIOs.

static inline size_t shim_BIO_pending(BIO *bio) { return (size_t)BIO_pending(bio); }

// Stacks: every sk_TYPE_* is a macro.

static inline STACK_OF(X509_NAME) *shim_X509_NAME_stack_new(void) { return sk_X509_NAME_new_null(); }
/// Does not copy the name: it belongs to the stack afterwards.
static inline int shim_X509_NAME_stack_push(STACK_OF(X509_NAME) *stack, X509_NAME *name) {
    return sk_X509_NAME_push(stack, name);
}
/// A stack with copies of the names.
static inline STACK_OF(X509_NAME) *shim_X509_NAME_stack_copy(const STACK_OF(X509_NAME) *stack) {
    return sk_X509_NAME_deep_copy(stack, X509_NAME_dup, X509_NAME_free);
}
/// Frees the stack and the names in it.
static inline void shim_X509_NAME_stack_free(STACK_OF(X509_NAME) *stack) {
    sk_X509_NAME_pop_free(stack, X509_NAME_free);
}

static inline STACK_OF(X509_CRL) *shim_X509_CRL_stack_new(void) { return sk_X509_CRL_new_null(); }
/// Does not take a reference: the list must outlive the stack.
static inline int shim_X509_CRL_stack_push(STACK_OF(X509_CRL) *stack, X509_CRL *list) {
    return sk_X509_CRL_push(stack, list);
}
/// Frees the stack only, not the lists in it.
static inline void shim_X509_CRL_stack_free(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_free(stack); }

// Options: their macros build 64-bit numbers, which Swift does not import.

/// What every context of ours has.
static const uint64_t shim_SSL_OPTIONS =
    SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_ENABLE_MIDDLEBOX_COMPAT;
static const uint64_t shim_SSL_OP_NO_TICKET = SSL_OP_NO_TICKET;
static const uint64_t shim_SSL_OP_CIPHER_SERVER_PREFERENCE = SSL_OP_CIPHER_SERVER_PREFERENCE;

static inline int shim_ERR_GET_REASON(unsigned long code) { return ERR_GET_REASON(code); }

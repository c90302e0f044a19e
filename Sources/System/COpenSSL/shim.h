// What libssl and libcrypto export only as macros or variadic functions, as functions that Swift can import.
#pragma once

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Stacks: every sk_TYPE_* is a macro.

static inline STACK_OF(X509) *shim_X509_stack_new(void) { return sk_X509_new_null(); }
static inline int shim_X509_stack_count(const STACK_OF(X509) *stack) { return sk_X509_num(stack); }
static inline X509 *shim_X509_stack_get(const STACK_OF(X509) *stack, int index) { return sk_X509_value(stack, index); }
/// Does not take a reference: the certificate must outlive the stack.
static inline int shim_X509_stack_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
/// Frees the stack only, not the certificates in it.
static inline void shim_X509_stack_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
static inline int shim_X509_REVOKED_stack_count(const STACK_OF(X509_REVOKED) *stack) {
    return sk_X509_REVOKED_num(stack);
}

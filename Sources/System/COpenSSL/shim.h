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
/// Takes over one reference, on success.
static inline int shim_X509_stack_push(STACK_OF(X509) *stack, X509 *certificate) {
    return sk_X509_push(stack, certificate);
}
/// Frees the stack and gives back one reference to each certificate in it.
static inline void shim_X509_stack_pop_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }
static inline int shim_X509_REVOKED_stack_count(const STACK_OF(X509_REVOKED) *stack) {
    return sk_X509_REVOKED_num(stack);
}

// PKCS#12: stacks of safes and bags, and the fields of a PKCS7 that have no accessors.

static inline int shim_PKCS7_stack_count(const STACK_OF(PKCS7) *stack) { return sk_PKCS7_num(stack); }
static inline PKCS7 *shim_PKCS7_stack_get(const STACK_OF(PKCS7) *stack, int index) {
    return sk_PKCS7_value(stack, index);
}
static inline void shim_PKCS7_stack_pop_free(STACK_OF(PKCS7) *stack) { sk_PKCS7_pop_free(stack, PKCS7_free); }
static inline int shim_SAFEBAG_stack_count(const STACK_OF(PKCS12_SAFEBAG) *stack) {
    return sk_PKCS12_SAFEBAG_num(stack);
}
static inline PKCS12_SAFEBAG *shim_SAFEBAG_stack_get(const STACK_OF(PKCS12_SAFEBAG) *stack, int index) {
    return sk_PKCS12_SAFEBAG_value(stack, index);
}
static inline void shim_SAFEBAG_stack_pop_free(STACK_OF(PKCS12_SAFEBAG) *stack) {
    sk_PKCS12_SAFEBAG_pop_free(stack, PKCS12_SAFEBAG_free);
}
/// The content type of a safe as a NID.
static inline int shim_PKCS7_type(const PKCS7 *safe) { return safe->type == NULL ? NID_undef : OBJ_obj2nid(safe->type); }
/// How an encrypted safe is encrypted; NULL when it does not say.
static inline const X509_ALGOR *shim_PKCS7_encryption(const PKCS7 *safe) {
    if (!PKCS7_type_is_encrypted(safe) || safe->d.encrypted == NULL || safe->d.encrypted->enc_data == NULL)
        return NULL;
    return safe->d.encrypted->enc_data->algorithm;
}

// TLS.

#include "shim-tls.h"

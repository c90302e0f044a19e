// A parser with limits and a canonicaliser with a bounded output, built on libxml2's callbacks, which Swift cannot write.
#pragma once

#include <libxml/xmlversion.h>
// Debian's libxml2 would bring ICU's headers along, which clash with the ICU inside Foundation; nothing here uses them.
#undef LIBXML_ICU_ENABLED

#include <libxml/SAX2.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>
#include <string.h>

// Parsing.

enum shim_refusal {
    shim_ACCEPTED,
    shim_DOCUMENT_TYPE,
    shim_TOO_DEEP,
    shim_TOO_MANY_NODES,
    shim_TOO_MANY_ATTRIBUTES,
    shim_NAMESPACE,
};

/// The limits of one parse, what was counted, and what was refused where.
typedef struct {
    int maximum_depth, maximum_nodes, maximum_attributes, maximum_namespace_length;
    int depth, nodes, refusal, line, column;
    int error, error_line, error_column;
    char message[256];
} shim_parse;

static inline void shim_refuse(xmlParserCtxtPtr context, int refusal) {
    shim_parse *parse = (shim_parse *)context->_private;
    if (parse->refusal == shim_ACCEPTED) {
        parse->refusal = refusal;
        parse->line = context->input == NULL ? 0 : context->input->line;
        parse->column = context->input == NULL ? 0 : context->input->col;
    }
    xmlStopParser(context);
}

static inline int shim_is_absolute(const xmlChar *text) {
    xmlURIPtr uri = xmlParseURI((const char *)text);
    int absolute = uri != NULL && uri->scheme != NULL && uri->scheme[0] != 0;
    xmlFreeURI(uri);
    return absolute;
}

static inline void shim_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                              int namespace_count, const xmlChar **namespaces, int attribute_count,
                              int defaulted_count, const xmlChar **attributes) {
    xmlParserCtxtPtr context = (xmlParserCtxtPtr)user;
    shim_parse *parse = (shim_parse *)context->_private;
    if (parse->refusal != shim_ACCEPTED) return;
    parse->depth += 1;
    parse->nodes += 1 + namespace_count + attribute_count;
    if (parse->depth > parse->maximum_depth) return shim_refuse(context, shim_TOO_DEEP);
    if (parse->nodes > parse->maximum_nodes) return shim_refuse(context, shim_TOO_MANY_NODES);
    if (namespace_count > parse->maximum_attributes || attribute_count > parse->maximum_attributes)
        return shim_refuse(context, shim_TOO_MANY_ATTRIBUTES);
    // Canonical XML has no form for relative namespace names, and repeats long ones at every element.
    for (int index = 0; index < namespace_count; index++) {
        const xmlChar *name_uri = namespaces[2 * index + 1];
        if (name_uri == NULL || name_uri[0] == 0) continue;
        if (xmlStrlen(name_uri) > parse->maximum_namespace_length || !shim_is_absolute(name_uri))
            return shim_refuse(context, shim_NAMESPACE);
    }
    xmlSAX2StartElementNs(context, name, prefix, uri, namespace_count, namespaces, attribute_count, defaulted_count,
                          attributes);
}

static inline void shim_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    xmlParserCtxtPtr context = (xmlParserCtxtPtr)user;
    ((shim_parse *)context->_private)->depth -= 1;
    xmlSAX2EndElementNs(context, name, prefix, uri);
}

static inline int shim_count_node(void *user) {
    xmlParserCtxtPtr context = (xmlParserCtxtPtr)user;
    shim_parse *parse = (shim_parse *)context->_private;
    parse->nodes += 1;
    if (parse->nodes <= parse->maximum_nodes) return 1;
    shim_refuse(context, shim_TOO_MANY_NODES);
    return 0;
}

static inline void shim_comment(void *user, const xmlChar *text) {
    if (shim_count_node(user)) xmlSAX2Comment(user, text);
}

static inline void shim_instruction(void *user, const xmlChar *target, const xmlChar *data) {
    if (shim_count_node(user)) xmlSAX2ProcessingInstruction(user, target, data);
}

static inline void shim_document_type(void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
    (void)name, (void)external, (void)system;
    shim_refuse((xmlParserCtxtPtr)user, shim_DOCUMENT_TYPE);
}

/// Has the same signature as a structured error handler of any libxml2 version: the error's const came with 2.12.
#if LIBXML_VERSION >= 21200
static inline void shim_error(void *user, const xmlError *error) {
#else
static inline void shim_error(void *user, xmlErrorPtr error) {
#endif
    xmlParserCtxtPtr context = (xmlParserCtxtPtr)user;
    if (context == NULL || error == NULL || error->level < XML_ERR_ERROR) return;
    shim_parse *parse = (shim_parse *)context->_private;
    if (parse == NULL || parse->error != 0) return;
    parse->error = error->code;
    parse->error_line = error->line;
    parse->error_column = error->int2;
    strncpy(parse->message, error->message == NULL ? "" : error->message, sizeof(parse->message) - 1);
}

/// Parses without DTD, entities or network; NULL when the input is refused or not well-formed, as `parse` then says.
static inline xmlDocPtr shim_parse_document(const char *bytes, int count, shim_parse *parse) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return NULL;
    context->_private = parse;
    context->sax->startElementNs = shim_start;
    context->sax->endElementNs = shim_end;
    context->sax->comment = shim_comment;
    context->sax->processingInstruction = shim_instruction;
    context->sax->internalSubset = shim_document_type;
    context->sax->externalSubset = shim_document_type;
    // The context's own handler: the process-wide ones stay as they are, and nothing is printed.
    context->sax->serror = shim_error;
    xmlDocPtr document =
        xmlCtxtReadMemory(context, bytes, count, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    if (document == NULL && context->myDoc != NULL) {
        xmlFreeDoc(context->myDoc);
        context->myDoc = NULL;
    }
    if (document != NULL && (parse->refusal != shim_ACCEPTED || !context->wellFormed)) {
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(context);
    return document;
}

// Canonicalisation.

typedef struct {
    const xmlNode *apex;
    char *bytes;
    size_t count, capacity, limit;
} shim_canonical;

static inline int shim_is_visible(void *user, xmlNodePtr node, xmlNodePtr parent) {
    const shim_canonical *canonical = (const shim_canonical *)user;
    // A namespace declaration is no node: it is where its element is.
    const xmlNode *step = node != NULL && node->type == XML_NAMESPACE_DECL ? parent : node;
    if (step != NULL && step->type == XML_ATTRIBUTE_NODE) step = parent;
    for (; step != NULL; step = step->parent) {
        if (step == canonical->apex) return 1;
    }
    return 0;
}

static inline int shim_write(void *user, const char *bytes, int count) {
    shim_canonical *canonical = (shim_canonical *)user;
    if (count < 0 || canonical->count + (size_t)count > canonical->limit) return -1;
    if (canonical->count + (size_t)count > canonical->capacity) {
        size_t capacity = 2 * (canonical->count + (size_t)count) + 1024;
        char *larger = (char *)realloc(canonical->bytes, capacity);
        if (larger == NULL) return -1;
        canonical->bytes = larger;
        canonical->capacity = capacity;
    }
    memcpy(canonical->bytes + canonical->count, bytes, (size_t)count);
    canonical->count += (size_t)count;
    return count;
}

static inline int shim_close(void *user) {
    (void)user;
    return 0;
}

/// The canonical octets of the element and all in it; 0 on success. The caller frees `bytes` of the result.
static inline int shim_canonicalize(xmlDocPtr document, shim_canonical *canonical, int mode, xmlChar **prefixes,
                                    int with_comments) {
    xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(shim_write, shim_close, canonical, NULL);
    if (buffer == NULL) return -1;
    int result = xmlC14NExecute(document, shim_is_visible, canonical, mode, prefixes, with_comments, buffer);
    int closed = xmlOutputBufferClose(buffer);
    return result < 0 || closed < 0 ? -1 : 0;
}

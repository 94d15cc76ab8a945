#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>

/* A value is a pointer to its first character. Null means that there is none, and is taken and handed on by all of these. */
const char *json_document(const char *text);
const char *json_member(const char *object, const char *name);
const char *json_first(const char *array);
const char *json_next(const char *element);
bool json_string(const char *value, char *into, size_t size);
bool json_number(const char *value, unsigned *into);

#endif

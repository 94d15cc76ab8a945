#include "json.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64 };

static const char *after_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static const char *after_string(const char *at)
{
    for (at++; *at != '"'; at++) {
        if (*at == '\\')
            at++;
        if ((unsigned char)*at < ' ')
            return NULL;
    }
    return at + 1;
}

static const char *after_scalar(const char *at)
{
    size_t length = strcspn(at, " \t\r\n,:{}[]\"");
    return length == 0 ? NULL : at + length;
}

static const char *value_of_member(const char *name)
{
    const char *at = *name == '"' ? after_string(name) : NULL;
    if (at == NULL || *(at = after_space(at)) != ':')
        return NULL;
    return after_space(at + 1);
}

static const char *after_value(const char *at, int depth)
{
    if (*at == '"')
        return after_string(at);
    if (*at != '{' && *at != '[')
        return after_scalar(at);
    char end = *at == '{' ? '}' : ']';
    at = after_space(at + 1);
    if (*at == end)
        return at + 1;
    for (; depth < DEEPEST; at = after_space(at + 1)) {
        if (end == '}' && (at = value_of_member(at)) == NULL)
            return NULL;
        if ((at = after_value(at, depth + 1)) == NULL)
            return NULL;
        at = after_space(at);
        if (*at == end)
            return at + 1;
        if (*at != ',')
            return NULL;
    }
    return NULL;
}

const char *json_document(const char *text)
{
    const char *start = after_space(text), *end = after_value(start, 0);
    return end != NULL && *after_space(end) == '\0' ? start : NULL;
}

static const char *first_of(const char *container, char kind)
{
    if (container == NULL || *container != kind)
        return NULL;
    const char *at = after_space(container + 1);
    return *at == ']' || *at == '}' ? NULL : at;
}

const char *json_first(const char *array)
{
    return first_of(array, '[');
}

const char *json_next(const char *element)
{
    const char *at = after_space(after_value(element, 0));
    return *at == ',' ? after_space(at + 1) : NULL;
}

const char *json_member(const char *object, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = first_of(object, '{'); at != NULL;) {
        const char *value = value_of_member(at);
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '"')
            return value;
        at = json_next(value);
    }
    return NULL;
}

static size_t put_utf8(char *into, unsigned code)
{
    if (code < 0x80) {
        into[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        into[0] = (char)(0xC0 | code >> 6);
        into[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    into[0] = (char)(0xE0 | code >> 12);
    into[1] = (char)(0x80 | (code >> 6 & 0x3F));
    into[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

static size_t put_escape(char *into, const char **at)
{
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    const char *letter = strchr(letters, *++*at);
    if (**at == 'u') {
        char digits[5] = "", *end;
        strncpy(digits, *at + 1, 4);
        unsigned code = (unsigned)strtoul(digits, &end, 16);
        bool usable = end == digits + 4 && code != 0 && (code & 0xF800) != 0xD800;
        *at += usable ? 4 : 0;
        return usable ? put_utf8(into, code) : 0;
    }
    *into = letter == NULL ? **at : meanings[letter - letters];
    return 1;
}

bool json_string(const char *value, char *into, size_t size)
{
    if (value == NULL || *value != '"')
        return false;
    size_t used = 0;
    for (const char *at = value + 1; *at != '"'; at++) {
        if (used + 4 > size)
            return false;
        size_t count = *at == '\\' ? put_escape(into + used, &at) : (into[used] = *at, 1);
        if (count == 0)
            return false;
        used += count;
    }
    into[used] = '\0';
    return true;
}

bool json_number(const char *value, unsigned *into)
{
    if (value == NULL || *value < '0' || *value > '9')
        return false;
    char *end;
    unsigned long number = strtoul(value, &end, 10);
    *into = (unsigned)number;
    return number <= 0xFFFFFFFFUL && end == after_scalar(value);
}

#include "state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"

static struct bytes read_whole(const char *path)
{
    struct bytes bytes = {NULL, 0};
    FILE *copy = open_memstream(&bytes.data, &bytes.length), *file = fopen(path, "re");
    if (file == NULL || copy == NULL)
        fail("%s", path);
    char buffer[65536];
    for (size_t got; (got = fread(buffer, 1, sizeof buffer, file)) > 0;)
        fwrite(buffer, 1, got, copy);
    fclose(file);
    fclose(copy);
    return bytes;
}

/* The pid of a process that is gone and reaped. */
static pid_t dead_pid(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    if (child < 0 || waitpid(child, NULL, 0) != child)
        fail("fork");
    return child;
}

static pid_t named_pid(const struct options *options, pid_t init)
{
    if (options->pid == NULL)
        return init;
    if (strcmp(options->pid, "self") == 0)
        return getpid();
    return strcmp(options->pid, "dead") == 0 ? dead_pid() : atoi(options->pid);
}

/* yajl, which crun writes with, escapes slashes; Go does not. */
static void put_string(FILE *out, const char *text, bool escape_slashes)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\' || (escape_slashes && *text == '/'))
            fputc('\\', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_annotations(FILE *out, const struct options *options, const char *separator, bool escape_slashes)
{
    for (int i = 0; i < options->annotations.count; i++) {
        const char *pair = options->annotations.items[i], *equals = strchrnul(pair, '=');
        char *key = strndup(pair, (size_t)(equals - pair));
        fputs(i == 0 ? "" : separator, out);
        put_string(out, key, escape_slashes);
        fputs(": ", out);
        put_string(out, *equals == '\0' ? "" : equals + 1, escape_slashes);
        free(key);
    }
}

static void put_runc(FILE *out, const struct options *options, pid_t pid, const char *bundle)
{
    fprintf(out, "{\"ociVersion\":\"1.2.1\",\"id\":\"stand-in-%d\",\"status\":\"%s\",\"pid\":%d,\"bundle\":", getpid(),
            options->status != NULL ? options->status : "creating", pid);
    put_string(out, bundle, false);
    if (options->annotations.count > 0) {
        fputs(",\"annotations\":{", out);
        put_annotations(out, options, ",", false);
        fputc('}', out);
    }
    fputc('}', out);
}

static void put_crun(FILE *out, const struct options *options, pid_t pid, const char *bundle)
{
    fprintf(out, "{\n    \"ociVersion\": \"1.0\",\n    \"id\": \"stand-in-%d\",\n    \"pid\": %d,\n    \"root\": ", getpid(),
            pid);
    put_string(out, options->rootfs, true);
    fputs(",\n    \"bundle\": ", out);
    put_string(out, bundle, true);
    fprintf(out, ",\n    \"status\": \"%s\"", options->status != NULL ? options->status : "created");
    if (options->annotations.count > 0) {
        fputs(",\n    \"annotations\": {\n        ", out);
        put_annotations(out, options, ",\n        ", true);
        fputs("\n    }", out);
    }
    fputs("\n}\n", out);
}

struct bytes make_state(const struct options *options, pid_t init)
{
    if (options->state_file != NULL)
        return read_whole(options->state_file);
    struct bytes bytes = {NULL, 0};
    FILE *out = open_memstream(&bytes.data, &bytes.length);
    if (out == NULL)
        fail("open_memstream");
    const char *bundle = options->state_bundle != NULL ? options->state_bundle : options->bundle;
    if (strcmp(options->state_style, "crun") == 0)
        put_crun(out, options, named_pid(options, init), bundle);
    else
        put_runc(out, options, named_pid(options, init), bundle);
    fclose(out);
    return bytes;
}

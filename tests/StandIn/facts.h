#ifndef FACTS_H
#define FACTS_H

#include "options.h"
#include "pins.h"
#include "wait.h"

/* In the init: prints name=value lines of what it finds after the hook, before and after the pivot. */
void report_references(const struct options *options, const struct pins *pins, const struct wait_result *wait);
void report_container(const struct options *options, const struct pins *pins);

#endif

#pragma once
#include <stdbool.h>

/* The engine has its configuration back: whatever happens from here on, the status is 0. */
extern bool precreate_is_answered;

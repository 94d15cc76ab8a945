#ifndef USER_NAMESPACES_H
#define USER_NAMESPACES_H

#include "options.h"

/*
 * For --max-user-namespaces: the limit holds for a user namespace and what is below it, so that the stand-in and the hook get one
 * of their own, with all ids in it. The machine's own limit needs a capability that not every root has, and would hit others.
 */
void enter_user_namespace_with_limit(const struct options *options);
void set_limit(const struct options *options);

#endif
